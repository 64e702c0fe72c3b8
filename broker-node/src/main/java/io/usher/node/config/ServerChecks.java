package io.usher.node.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the values of a broker's configuration must be together. Values that are wrong by themselves are left out. */
final class ServerChecks {
    private static final Set<Integer> GROUP_SIZES = Set.of(1, 3, 5);

    private final Settings settings;
    private final Complaints complaints;
    private final Checks checks;

    ServerChecks(Settings settings, Complaints complaints) {
        this.settings = settings;
        this.complaints = complaints;
        this.checks = new Checks(settings, complaints);
    }

    void run() {
        checks.allOrNone(List.of(ServerOptions.API_CERTIFICATE, ServerOptions.API_KEY));
        checks.allOrNone(List.of(ServerOptions.PEER_CERTIFICATE, ServerOptions.PEER_KEY, ServerOptions.PEER_CA));
        checks.needs(ServerOptions.API_CLIENT_CA, ServerOptions.API_CERTIFICATE);
        checks.needs(ServerOptions.API_CERTIFICATE, ServerOptions.API_CLIENT_CA);
        checks.needs(OidcOptions.ISSUER, OidcOptions.AUDIENCE);
        checks.needs(OidcOptions.AUDIENCE, OidcOptions.ISSUER);
        checks.needs(OidcOptions.CA, OidcOptions.ISSUER);
        checks.readable(OidcOptions.CA);
        List.of(
                        ServerOptions.API_CERTIFICATE,
                        ServerOptions.API_KEY,
                        ServerOptions.API_CLIENT_CA,
                        ServerOptions.PEER_CERTIFICATE,
                        ServerOptions.PEER_KEY,
                        ServerOptions.PEER_CA)
                .forEach(checks::readable);
        checks.inOrder(ServerOptions.ELECTION_LEAST, ServerOptions.ELECTION_MOST);
        checks.inOrder(ServerOptions.LIMITS_DEFAULT_DEADLINE, ServerOptions.LIMITS_LONGEST_DEADLINE);
        settings.find(ServerOptions.API_LISTEN).ifPresent(this::api);
        settings.find(ServerOptions.PEERS).ifPresent(this::peers);
        settings.find(ServerOptions.JOIN).ifPresent(this::join);
    }

    private void api(Address listen) {
        Place place = settings.place(ServerOptions.API_LISTEN);
        String key = ServerOptions.API_LISTEN.key();
        if (!listen.isLoopback() && !settings.isGiven(ServerOptions.API_CERTIFICATE)) {
            complaints.add(
                    place,
                    key + ": " + listen + " is beyond loopback, which needs TLS; set api-tls.certificate and"
                            + " api-tls.key, or listen on 127.0.0.1");
        }
        if (settings.find(ServerOptions.PEERS).isEmpty() && listen.port() > PeerBroker.HIGHEST_API_PORT) {
            complaints.add(
                    place,
                    key,
                    "a port of at most " + PeerBroker.HIGHEST_API_PORT
                            + ", since Raft and other brokers get the next two unless peers says otherwise",
                    Integer.toString(listen.port()));
        }
        settings.find(ServerOptions.API_ADVERTISE)
                .filter(Address::isWildcard)
                .ifPresent(wildcard -> complaints.add(
                        place,
                        key + ": " + wildcard + " is every address, to which nobody can be sent; set api.advertise to"
                                + " where others reach this broker"));
    }

    private void join(Address site) {
        Place place = settings.place(ServerOptions.JOIN);
        if (settings.find(ServerOptions.PEERS).isPresent()) {
            complaints.add(
                    place,
                    ServerOptions.JOIN.key() + ": a broker that joins learns who the others are from the site; leave"
                            + " peers out");
        }
        if (site.port() > PeerBroker.HIGHEST_API_PORT) {
            complaints.add(
                    place,
                    ServerOptions.JOIN.key(),
                    "the API address of a broker, with a port of at most " + PeerBroker.HIGHEST_API_PORT,
                    site.toString());
        }
    }

    private void peers(List<PeerBroker> peers) {
        Place place = settings.place(ServerOptions.PEERS);
        String key = ServerOptions.PEERS.key();
        if (!GROUP_SIZES.contains(peers.size())) {
            complaints.add(
                    place,
                    key,
                    "1, 3 or 5 brokers (2 or 4 survive no more failures than 1 or 3)",
                    Integer.toString(peers.size()));
        }
        settings.find(ServerOptions.BROKER_ID).ifPresent(own -> {
            if (peers.stream().noneMatch(peer -> peer.id().equals(own))) {
                complaints.add(
                        place,
                        key,
                        "this broker, " + own + ", among them",
                        peers.stream().map(PeerBroker::id).toList().toString());
            }
        });
        unique(place, peers);
        if (!settings.isGiven(ServerOptions.PEER_CERTIFICATE)) {
            peers.stream()
                    .filter(peer -> !peer.raft().isLoopback() || !peer.peer().isLoopback())
                    .findFirst()
                    .ifPresent(peer -> complaints.add(
                            place,
                            key + ": broker " + peer.id() + " is beyond loopback, which needs TLS between brokers; set"
                                    + " peer-tls.certificate, peer-tls.key and peer-tls.ca"));
        }
    }

    private void unique(Place place, List<PeerBroker> peers) {
        Map<String, String> owners = new HashMap<>();
        for (PeerBroker peer : peers) {
            List<String> own = List.of(
                    peer.id(),
                    peer.api().toString(),
                    peer.raft().toString(),
                    peer.peer().toString());
            for (String name : own) {
                String other = owners.put(name, peer.id());
                if (other != null) {
                    complaints.add(
                            place,
                            ServerOptions.PEERS.key() + ": " + name + " is there twice, for " + other + " and "
                                    + peer.id() + "; ids and addresses have to differ");
                }
            }
        }
    }
}
