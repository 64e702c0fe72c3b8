package io.usher.node.config;

import io.usher.node.telemetry.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The options of {@code usher server}, each declared once. */
final class ServerOptions {
    static final Option<String> SITE_ID = Option.usually(
            "site.id",
            Types.IDENTIFIER_TEXT,
            "usher",
            "Id of the site, the same on all its brokers. Fixed when the site is founded;",
            "a storage directory of another site is refused.");
    static final Option<String> BROKER_ID = Option.required(
            "broker.id",
            Types.IDENTIFIER_TEXT,
            "b1",
            "Id of this broker, another one on each. Fixed by its first start;",
            "a storage directory of another broker is refused.");

    static final Option<Path> STORAGE_DIRECTORY = Option.required(
            "storage.directory",
            Types.DIRECTORY,
            "/var/lib/usher",
            "Where log and snapshots lie, for this broker alone, on a disk that keeps what it",
            "was told to write. Never a directory for temporary files.");
    static final Option<Boolean> STORAGE_FIRST_START = Option.usually(
            "storage.first-start",
            Types.BOOLEAN,
            false,
            "Whether an empty storage directory may be filled. Give it as a flag on the first",
            "start only: a broker that lost its directory has forgotten what it promised the",
            "others, and must not come back under its old id.");
    static final Option<Long> STORAGE_MINIMUM_FREE = Option.usually(
            "storage.minimum-free",
            Types.bytes(16L << 20, 1L << 50),
            256L << 20,
            "Free space below which the broker does not start: room for a full segment of the",
            "log and a snapshot in the making.");

    static final Option<Address> API_LISTEN = Option.usually(
            "api.listen",
            Types.ADDRESS,
            new Address("127.0.0.1", 7400),
            "Where clients and agents reach this broker. When peers are listed and this is not",
            "set: the api address of this broker there. Beyond loopback it needs api-tls.");
    static final Option<Address> API_ADVERTISE = Option.optional(
            "api.advertise",
            Types.ADDRESS,
            "broker1.example:7400",
            "Where others are told to reach it, when that is not where it listens.");
    static final Option<Path> API_CERTIFICATE = Option.optional(
            "api-tls.certificate",
            Types.FILE,
            "/etc/usher/api.crt",
            "Certificate of this broker with those above it, PEM.");
    static final Option<Path> API_KEY = Option.optional(
            "api-tls.key", Types.FILE, "/etc/usher/api.key", "Its private key, PEM, PKCS #8, not encrypted.");
    static final Option<Path> API_CLIENT_CA = Option.optional(
            "api-tls.client-ca",
            Types.FILE,
            "/etc/usher/clients-ca.crt",
            "Authorities whose certificates clients and agents have to show, PEM. Needed with TLS:",
            "the certificate tells who calls, and the role table what they may do.");
    static final Option<List<String>> SECURITY_ADMINISTRATORS = Option.optional(
            "security.administrators",
            Types.IDENTITIES,
            "['cn:alice']",
            "Who is an administrator on this broker whatever the role table says: to begin with, and",
            "for an emergency. Kinds are cn, ou, o, dns, uri and email of a client certificate; a star",
            "stands for any characters. Everybody else gets a role by 'usher role grant'.");

    static final Option<List<PeerBroker>> PEERS = Option.optional(
            "peers",
            new ListType<>(new PeerType()),
            "[{id: b1, api: '10.0.0.1:7400'}, {id: b2, api: '10.0.0.2:7400'}, {id: b3, api: '10.0.0.3:7400'}]",
            "The 1, 3 or 5 brokers that the site starts with, this one included; the same list",
            "on all. Each also has a port for Raft and one for other brokers, raft and peer:",
            "the next two after api unless they are named. Without a list, a site of one broker.");
    static final Option<Address> JOIN = Option.optional(
            "join",
            Types.ADDRESS,
            "broker1.example:7400",
            "API address of any broker of a site that is there: this broker joins it instead of",
            "founding one. It waits until 'usher broker add' is run on a broker of the site, catches",
            "up, and votes. Instead of peers; of no effect once it belongs to the site.");
    static final Option<Path> PEER_CERTIFICATE = Option.optional(
            "peer-tls.certificate",
            Types.FILE,
            "/etc/usher/peer.crt",
            "Certificate of this broker for traffic between brokers, PEM. Needed beyond loopback.");
    static final Option<Path> PEER_KEY = Option.optional(
            "peer-tls.key", Types.FILE, "/etc/usher/peer.key", "Its private key, PEM, PKCS #8, not encrypted.");
    static final Option<Path> PEER_CA = Option.optional(
            "peer-tls.ca",
            Types.FILE,
            "/etc/usher/peers-ca.crt",
            "Authorities whose certificates the other brokers have to show, PEM. An authority",
            "of its own: whoever has such a certificate is a broker.");

    static final Option<Duration> ELECTION_LEAST = Option.usually(
            "election.least-timeout",
            Types.duration(Duration.ofMillis(50), Duration.ofMinutes(1)),
            Duration.ofMillis(600),
            "How long a primary may be silent until the secondaries ask each other for a vote. For",
            "primaries whose machine hangs or lost its power or network: one whose process has ended",
            "is followed at once. Long enough to stay calm on a loaded machine with two processors,",
            "where half of it was too short.");
    static final Option<Duration> ELECTION_MOST = Option.usually(
            "election.most-timeout",
            Types.duration(Duration.ofMillis(51), Duration.ofMinutes(2)),
            Duration.ofMillis(1200),
            "Where that leads to nothing, each of them stands after a random time between the two.");

    static final Option<Long> SNAPSHOT_ENTRIES = Option.usually(
            "snapshot.entries", Types.number(1, 100_000_000), 200_000L, "Take a snapshot after so many log entries.");
    static final Option<Long> SNAPSHOT_BYTES = Option.usually(
            "snapshot.bytes",
            Types.bytes(1L << 20, 1L << 40),
            32L << 20,
            "Or after so many bytes of log: bounds the disk, and what a restart carries out again.");
    static final Option<Duration> SNAPSHOT_AGE = Option.usually(
            "snapshot.age",
            Types.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
            Duration.ofHours(1),
            "Or after this time, if anything happened since: for a quiet site.");
    static final Option<Long> SNAPSHOT_RETAINED = Option.usually(
            "snapshot.retained",
            Types.number(2, 100),
            3L,
            "Snapshots that are kept; the log is kept from the second newest on.");

    static final Option<Long> LIMITS_REQUESTS = Option.usually(
            "limits.requests",
            Types.number(1, 1_000_000),
            16_384L,
            "Most commands that wait for their turn. More are refused as OVERLOADED at once,",
            "which tells clients more than a queue that never ends.");
    static final Option<Long> LIMITS_REQUEST_BYTES = Option.usually(
            "limits.request-bytes", Types.bytes(4L << 20, 1L << 30), 32L << 20, "Most bytes of waiting commands.");
    static final Option<Long> LIMITS_MESSAGE_BYTES = Option.usually(
            "limits.message-bytes",
            Types.bytes(64L << 10, 64L << 20),
            4L << 20,
            "Largest message that is accepted: the longest inventory of an agent fits well.");
    static final Option<Duration> LIMITS_DEFAULT_DEADLINE = Option.usually(
            "limits.default-deadline",
            Types.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
            Duration.ofSeconds(10),
            "Deadline of a call whose client set none: long enough to wait out an election.");
    static final Option<Duration> LIMITS_LONGEST_DEADLINE = Option.usually(
            "limits.longest-deadline",
            Types.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
            Duration.ofMinutes(1),
            "Longest deadline of any call but a stream; longer ones are cut.");

    static final Option<Duration> AGENTS_PING_INTERVAL = Option.usually(
            "agents.ping-interval",
            Types.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            Duration.ofSeconds(2),
            "How often agents are told to ping. Well below the host lease of the site, so that",
            "a ping or two may get lost.");

    static final Option<LogLevel> LOG_LEVEL = Option.usually(
            "log.level",
            Types.LOG_LEVEL,
            LogLevel.INFO,
            "How much is logged, to standard error: off, error, warn, info, debug or trace.");

    private static final List<Option<?>> OWN = List.of(
            SITE_ID,
            BROKER_ID,
            STORAGE_DIRECTORY,
            STORAGE_FIRST_START,
            STORAGE_MINIMUM_FREE,
            API_LISTEN,
            API_ADVERTISE,
            API_CERTIFICATE,
            API_KEY,
            API_CLIENT_CA,
            SECURITY_ADMINISTRATORS,
            PEERS,
            JOIN,
            PEER_CERTIFICATE,
            PEER_KEY,
            PEER_CA,
            ELECTION_LEAST,
            ELECTION_MOST,
            SNAPSHOT_ENTRIES,
            SNAPSHOT_BYTES,
            SNAPSHOT_AGE,
            SNAPSHOT_RETAINED,
            LIMITS_REQUESTS,
            LIMITS_REQUEST_BYTES,
            LIMITS_MESSAGE_BYTES,
            LIMITS_DEFAULT_DEADLINE,
            LIMITS_LONGEST_DEADLINE,
            AGENTS_PING_INTERVAL,
            LOG_LEVEL);

    /** Those for tokens follow those for certificates. */
    static final List<Option<?>> ALL = Stream.of(
                    OWN.subList(0, OWN.indexOf(PEERS)), OidcOptions.ALL, OWN.subList(OWN.indexOf(PEERS), OWN.size()))
            .flatMap(List::stream)
            .toList();

    private ServerOptions() {}
}
