package io.usher.node.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The configuration of a broker. Stateless. */
public final class ServerConfiguration implements Configuration<ServerConfig> {

    @Override
    public String command() {
        return "server";
    }

    @Override
    public List<Option<?>> options() {
        return ServerOptions.ALL;
    }

    @Override
    public List<Loaded<ServerConfig>> loadAll(List<Sources> sources) {
        Complaints complaints = new Complaints();
        List<ProcessChecks.Named> all = new ArrayList<>();
        for (Sources one : sources) {
            // Without a file there are flags and the environment, which say themselves where they are.
            String file = one.file().map(Path::toString).orElse("");
            Complaints own = new Complaints();
            Settings settings = derive(new SettingsReader(options(), one, own).read());
            new ServerChecks(settings, own).run();
            complaints.addAll(own, sources.size() > 1 ? file : "");
            all.add(new ProcessChecks.Named(file, settings));
        }
        new ProcessChecks(all, complaints).run();
        complaints.throwIfAny();
        return all.stream()
                .map(one -> new Loaded<>(config(one.settings()), one.settings()))
                .toList();
    }

    private static ServerConfig config(Settings settings) {
        return new ServerConfig(
                settings.get(ServerOptions.SITE_ID),
                settings.get(ServerOptions.BROKER_ID),
                new ServerConfig.Storage(
                        settings.get(ServerOptions.STORAGE_DIRECTORY),
                        settings.get(ServerOptions.STORAGE_FIRST_START),
                        settings.get(ServerOptions.STORAGE_MINIMUM_FREE)),
                api(settings),
                security(settings),
                group(settings),
                new ServerConfig.Election(
                        settings.get(ServerOptions.ELECTION_LEAST), settings.get(ServerOptions.ELECTION_MOST)),
                new ServerConfig.Snapshots(
                        settings.get(ServerOptions.SNAPSHOT_ENTRIES),
                        settings.get(ServerOptions.SNAPSHOT_BYTES),
                        settings.get(ServerOptions.SNAPSHOT_AGE),
                        Math.toIntExact(settings.get(ServerOptions.SNAPSHOT_RETAINED))),
                limits(settings),
                settings.get(ServerOptions.AGENTS_PING_INTERVAL),
                settings.get(ServerOptions.LOG_LEVEL));
    }

    private static ServerConfig.Security security(Settings settings) {
        Optional<ServerConfig.Oidc> oidc = settings.find(OidcOptions.ISSUER)
                .map(issuer -> new ServerConfig.Oidc(
                        issuer,
                        settings.get(OidcOptions.AUDIENCE),
                        settings.find(OidcOptions.CA),
                        settings.get(OidcOptions.USER_CLAIM),
                        settings.get(OidcOptions.GROUPS_CLAIM)));
        return new ServerConfig.Security(
                settings.find(ServerOptions.SECURITY_ADMINISTRATORS).orElse(List.of()), oidc);
    }

    private static ServerConfig.Limits limits(Settings settings) {
        return new ServerConfig.Limits(
                Math.toIntExact(settings.get(ServerOptions.LIMITS_REQUESTS)),
                settings.get(ServerOptions.LIMITS_REQUEST_BYTES),
                settings.get(ServerOptions.LIMITS_MESSAGE_BYTES),
                settings.get(ServerOptions.LIMITS_DEFAULT_DEADLINE),
                settings.get(ServerOptions.LIMITS_LONGEST_DEADLINE));
    }

    private static ServerConfig.Api api(Settings settings) {
        return new ServerConfig.Api(
                settings.get(ServerOptions.API_LISTEN),
                settings.get(ServerOptions.API_ADVERTISE),
                tls(settings, ServerOptions.API_CERTIFICATE, ServerOptions.API_KEY),
                settings.find(ServerOptions.API_CLIENT_CA));
    }

    private static ServerConfig.Group group(Settings settings) {
        List<PeerBroker> peers = settings
                .find(ServerOptions.PEERS)
                .orElseGet(() -> List.of(alone(settings, settings.get(ServerOptions.API_LISTEN))))
                .stream()
                .sorted(Comparator.comparing(PeerBroker::id))
                .toList();
        Optional<TlsFiles> tls = tls(settings, ServerOptions.PEER_CERTIFICATE, ServerOptions.PEER_KEY);
        return new ServerConfig.Group(
                peers,
                settings.find(ServerOptions.JOIN),
                tls.map(files -> new ServerConfig.GroupTls(files, settings.get(ServerOptions.PEER_CA))));
    }

    /** This broker where no peers are listed. */
    private static PeerBroker alone(Settings settings, Address listen) {
        return PeerBroker.at(settings.get(ServerOptions.BROKER_ID), own(settings, listen));
    }

    /** Where this broker is reached by others of its site; empty when the configuration is not good enough to tell. */
    static Optional<PeerBroker> self(Settings settings) {
        if (settings.find(ServerOptions.PEERS).isPresent()) {
            return own(settings);
        }
        return settings.find(ServerOptions.API_LISTEN)
                .filter(listen -> listen.port() <= PeerBroker.HIGHEST_API_PORT
                        && settings.find(ServerOptions.BROKER_ID).isPresent()
                        && (settings.find(ServerOptions.JOIN).isEmpty()
                                || settings.find(ServerOptions.API_ADVERTISE).isPresent()))
                .map(listen -> alone(settings, listen));
    }

    /** A broker that joins is reached where it says, which may be another address than the one that it listens on. */
    private static Address own(Settings settings, Address listen) {
        return settings.find(ServerOptions.JOIN).isPresent() && listen.isWildcard()
                ? settings.get(ServerOptions.API_ADVERTISE)
                : listen;
    }

    /** Fills in what follows from other options: this broker's entry among the peers says where its API is. */
    private static Settings derive(Settings read) {
        Optional<Address> own = own(read).map(PeerBroker::api);
        Settings settings = read;
        if (own.isPresent() && !settings.isGiven(ServerOptions.API_LISTEN)) {
            settings = settings.with(ServerOptions.API_LISTEN, own.get(), settings.place(ServerOptions.PEERS));
        }
        if (!settings.isGiven(ServerOptions.API_ADVERTISE)) {
            Optional<Address> reached = own.isPresent() ? own : settings.find(ServerOptions.API_LISTEN);
            Place place = new Place(Place.Source.DEFAULT, own.isPresent() ? "as in peers" : "as api.listen");
            settings =
                    reached.isPresent() ? settings.with(ServerOptions.API_ADVERTISE, reached.get(), place) : settings;
        }
        return settings;
    }

    /** This broker's entry among the peers. */
    private static Optional<PeerBroker> own(Settings settings) {
        return settings.find(ServerOptions.PEERS).stream()
                .flatMap(List::stream)
                .filter(peer -> settings.find(ServerOptions.BROKER_ID).stream().anyMatch(peer.id()::equals))
                .findFirst();
    }

    private static Optional<TlsFiles> tls(Settings settings, Option<Path> certificate, Option<Path> key) {
        return settings.find(certificate)
                .flatMap(chain -> settings.find(key).map(secret -> new TlsFiles(chain, secret)));
    }
}
