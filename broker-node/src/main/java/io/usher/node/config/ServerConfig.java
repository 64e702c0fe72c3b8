package io.usher.node.config;

import io.usher.node.telemetry.LogLevel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a broker has to know before it starts. What has to be equal on all brokers is not here: that is in
 * the replicated state.
 *
 * @param siteId id of the site
 * @param brokerId id of this broker
 * @param storage where log and snapshots lie
 * @param api how clients and agents reach this broker
 * @param security who is known, and how
 * @param group the brokers that the site starts with
 * @param election when a secondary stands for election
 * @param snapshots when the log is cut
 * @param limits what a broker takes on at a time
 * @param pingInterval how often agents are told to ping
 * @param logLevel how much is logged
 */
public record ServerConfig(
        String siteId,
        String brokerId,
        Storage storage,
        Api api,
        Security security,
        Group group,
        Election election,
        Snapshots snapshots,
        Limits limits,
        Duration pingInterval,
        LogLevel logLevel) {

    /**
     * Who is known, and how.
     *
     * @param administrators who is an administrator whatever the role table says, each a kind, a colon and a name
     * @param oidc whose tokens are taken
     */
    public record Security(List<String> administrators, Optional<Oidc> oidc) {
        public Security {
            administrators = List.copyOf(administrators);
        }
    }

    /**
     * Whose tokens are taken.
     *
     * @param issuer as tokens name it
     * @param audience what a token must be for
     * @param authorities who vouches for the issuer; empty for those that the JDK trusts
     * @param userClaim the claim that names the user
     * @param groupsClaim the claim that lists groups
     */
    public record Oidc(URI issuer, String audience, Optional<Path> authorities, String userClaim, String groupsClaim) {}

    /**
     * Where log and snapshots lie.
     *
     * @param directory for this broker alone
     * @param firstStart whether an empty directory may be filled
     * @param minimumFreeBytes free space below which the broker does not start
     */
    public record Storage(Path directory, boolean firstStart, long minimumFreeBytes) {}

    /**
     * How clients and agents reach this broker.
     *
     * @param listen where it listens
     * @param advertise where others reach it
     * @param tls its certificate; without one it listens on loopback only
     * @param clientAuthorities whose certificates clients have to show; always there with TLS
     */
    public record Api(Address listen, Address advertise, Optional<TlsFiles> tls, Optional<Path> clientAuthorities) {}

    /**
     * The brokers that the site starts with.
     *
     * @param peers 1, 3 or 5, this one included, in order of id; this one alone when it joins a site
     * @param join API address of a broker of the site that this one joins
     * @param tls certificates for traffic between brokers; without them all are on loopback
     */
    public record Group(List<PeerBroker> peers, Optional<Address> join, Optional<GroupTls> tls) {
        public Group {
            peers = List.copyOf(peers);
        }
    }

    /**
     * Mutual TLS between brokers.
     *
     * @param files certificate and key of this broker
     * @param authorities whose certificates the others have to show
     */
    public record GroupTls(TlsFiles files, Path authorities) {}

    /** How long a secondary waits for its primary before it stands for election: a random time between the two. */
    public record Election(Duration least, Duration most) {}

    /**
     * When a snapshot is taken: whichever comes first.
     *
     * @param entries log entries since the last one
     * @param bytes bytes of log since the last one
     * @param age time since the last one
     * @param retained snapshots that are kept
     */
    public record Snapshots(long entries, long bytes, Duration age, int retained) {}

    /**
     * What a broker takes on at a time.
     *
     * @param requests commands that wait for their turn; more are refused
     * @param requestBytes bytes of waiting commands; more are refused
     * @param messageBytes largest message that it accepts
     * @param defaultDeadline of a call whose client set none
     * @param longestDeadline of any call but a stream
     */
    public record Limits(
            int requests, long requestBytes, long messageBytes, Duration defaultDeadline, Duration longestDeadline) {}

    /** Where the broker that this one asks to join serves other brokers. */
    public Optional<Address> joinPeer() {
        return group.join().map(api -> PeerBroker.at(brokerId, api).peer());
    }

    /** This broker in its group. */
    public PeerBroker self() {
        return group.peers().stream()
                .filter(peer -> peer.id().equals(brokerId))
                .findFirst()
                .orElseThrow();
    }
}
