package io.usher.node.config;

import io.usher.node.telemetry.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The options of {@code usher agent}, each declared once. */
final class AgentOptions {
    /** The kinds of sources. */
    enum SourceKind {
        XRDP,
        COMMAND,
        SIMULATE
    }

    static final Option<String> HOST_ID = Option.required(
            "host.id", Types.IDENTIFIER_TEXT, "h1", "Id of the host that this agent speaks for, another one on each.");
    static final Option<String> HOST_POOL = Option.required(
            "host.pool", Types.IDENTIFIER_TEXT, "office", "Id of the pool that the host belongs to; it has to exist.");
    static final Option<Address> HOST_ENDPOINT = Option.required(
            "host.endpoint",
            Types.ADDRESS,
            "h1.example:3389",
            "Where clients go: where they reach the door, or the session host if there is no door.");
    static final Option<Long> HOST_WEIGHT = Option.usually(
            "host.weight",
            Types.number(0, 10_000),
            0L,
            "Share of sessions relative to other hosts; 0 for what its pool says. Counts for a host",
            "that is new to the site; later 'usher host update' changes it.");
    static final Option<List<String>> HOST_REBOOT = Option.optional(
            "host.reboot-command",
            Types.COMMAND,
            "['systemctl', 'reboot']",
            "Program that starts this machine again. Without it 'usher host reboot' fails here.");
    static final Option<Long> HOST_MAX_SESSIONS = Option.usually(
            "host.max-sessions",
            Types.number(0, 100_000),
            0L,
            "Seats of the host; 0 for as many as its pool says. Counts for a new host, too.");

    static final Option<List<Address>> BROKERS = Option.usually(
            "brokers",
            new ListType<>(Types.ADDRESS),
            List.of(new Address("127.0.0.1", 7400)),
            "Brokers of the site. Any of them will do at any time, and tells of the others: the agent",
            "goes on with those when the ones named here are gone. It has forgotten them when it",
            "starts again, so name all, that it finds one when others are down.");
    static final Option<String> SITE = Option.optional(
            "site",
            Types.IDENTIFIER_TEXT,
            "branch",
            "Id of the site that this agent belongs to. Needed where the brokers serve several; with",
            "it, brokers that do not serve this one turn the agent away.");
    static final Option<Path> TLS_CERTIFICATE = Option.optional(
            "tls.certificate",
            Types.FILE,
            "/etc/usher/agent.crt",
            "Certificate of this agent with those above it, PEM. Brokers beyond loopback need TLS.");
    static final Option<Path> TLS_KEY = Option.optional(
            "tls.key", Types.FILE, "/etc/usher/agent.key", "Its private key, PEM, PKCS #8, not encrypted.");
    static final Option<Path> TLS_CA = Option.optional(
            "tls.ca",
            Types.FILE,
            "/etc/usher/brokers-ca.crt",
            "Authorities whose certificates brokers have to show, PEM.");

    static final Option<Address> DOOR_LISTEN = Option.optional(
            "door.listen",
            Types.ADDRESS,
            "0.0.0.0:3389",
            "Where users arrive with their tickets. The agent checks a ticket before it connects",
            "anybody to the session host. Without it, the agent redeems no tickets.");
    static final Option<Address> DOOR_BACKEND = Option.usually(
            "door.backend",
            Types.ADDRESS,
            new Address("127.0.0.1", 3390),
            "The session host behind the door. Nobody else should reach it.");

    static final Option<SourceKind> SOURCE = Option.usually(
            "source",
            Types.choice("SOURCE", SourceKind.class),
            SourceKind.XRDP,
            "Where the agent learns of sessions: xrdp of this machine; command, the programs",
            "below; or simulate, sessions that exist only in the agent, for trying things out.");
    static final Option<List<String>> COMMANDS_LIST = Option.optional(
            "commands.list",
            Types.COMMAND,
            "['/usr/local/bin/sessions', 'list']",
            "Program with its arguments that prints one JSON object a line for each session:",
            "{\"key\":\"7\",\"user\":\"alice\",\"state\":\"active\"} or \"disconnected\".");
    static final Option<List<String>> COMMANDS_END = Option.optional(
            "commands.end",
            Types.COMMAND,
            "['/usr/local/bin/sessions', 'end', '{key}']",
            "Program that ends the session whose key stands where {key} stands.");
    static final Option<List<String>> COMMANDS_DISCONNECT = Option.optional(
            "commands.disconnect",
            Types.COMMAND,
            "['/usr/local/bin/sessions', 'disconnect', '{key}']",
            "Program that takes the client of a session away and keeps it running.");
    static final Option<List<String>> COMMANDS_RESET = Option.optional(
            "commands.reset",
            Types.COMMAND,
            "['/usr/local/bin/sessions', 'kill', '{key}']",
            "Program that ends a session by force. Without it 'usher session reset' fails here.");
    static final Option<List<String>> COMMANDS_MESSAGE = Option.optional(
            "commands.message",
            Types.COMMAND,
            "['/usr/local/bin/sessions', 'tell', '{key}', '{title}', '{text}']",
            "Program that shows {title} and {text} to the user of a session. Without it",
            "'usher session message' fails here.");
    static final Option<Duration> COMMANDS_TIMEOUT = Option.usually(
            "commands.time-limit",
            Types.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            Duration.ofSeconds(5),
            "Longest time that one run of a program may take.");
    static final Option<Long> SIMULATE_HOSTS = Option.usually(
            "simulate.hosts",
            Types.number(1, 9999),
            1L,
            "Hosts that this one process plays. With more than one, their ids are host.id with",
            "-1, -2 and so on behind it; all have the one endpoint, which must be on loopback.");

    static final Option<List<String>> COUNTERS_PROGRAM = Option.optional(
            "counters.program",
            Types.COMMAND,
            "['/usr/local/bin/counters']",
            "Program that prints one JSON object with up to 8 counters of your own, each 0 to 1000",
            "permille in use: {\"disk\":430,\"licences\":900}. Pools count those that",
            "'usher pool update --custom-counters' names.");
    static final Option<Duration> COUNTERS_INTERVAL = Option.usually(
            "counters.interval",
            Types.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
            Duration.ofSeconds(10),
            "How often that program is run.");

    static final Option<Boolean> END_OUTSIDE_LEASE = Option.usually(
            "sessions.end-outside-lease",
            Types.BOOLEAN,
            false,
            "Whether all sessions of the host end when it has heard no broker for the time of its",
            "lease. Only with it has a user at most one running session while a host is cut off.",
            "It does nothing while the agent is dead: have a supervisor start it again at once.");

    static final Option<LogLevel> LOG_LEVEL = Option.usually(
            "log.level",
            Types.LOG_LEVEL,
            LogLevel.INFO,
            "How much is logged, to standard error: off, error, warn, info, debug or trace.");

    static final List<Option<?>> ALL = List.of(
            HOST_ID,
            HOST_POOL,
            HOST_ENDPOINT,
            HOST_WEIGHT,
            HOST_MAX_SESSIONS,
            HOST_REBOOT,
            BROKERS,
            SITE,
            TLS_CERTIFICATE,
            TLS_KEY,
            TLS_CA,
            DOOR_LISTEN,
            DOOR_BACKEND,
            SOURCE,
            COMMANDS_LIST,
            COMMANDS_END,
            COMMANDS_DISCONNECT,
            COMMANDS_RESET,
            COMMANDS_MESSAGE,
            COMMANDS_TIMEOUT,
            SIMULATE_HOSTS,
            COUNTERS_PROGRAM,
            COUNTERS_INTERVAL,
            END_OUTSIDE_LEASE,
            LOG_LEVEL);

    private AgentOptions() {}
}
