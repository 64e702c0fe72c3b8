package io.usher.node.config;

import java.util.List;

/** What the values of an agent's configuration must be together. Values that are wrong by themselves are left out. */
final class AgentChecks {
    private static final String KEY_PLACE = "{key}";

    private final Settings settings;
    private final Complaints complaints;
    private final Checks checks;

    AgentChecks(Settings settings, Complaints complaints) {
        this.settings = settings;
        this.complaints = complaints;
        this.checks = new Checks(settings, complaints);
    }

    void run() {
        checks.allOrNone(List.of(AgentOptions.TLS_CERTIFICATE, AgentOptions.TLS_KEY, AgentOptions.TLS_CA));
        List.of(AgentOptions.TLS_CERTIFICATE, AgentOptions.TLS_KEY, AgentOptions.TLS_CA)
                .forEach(checks::readable);
        brokers();
        endpoint();
        if (isSource(AgentOptions.SourceKind.COMMAND)) {
            commands();
        }
        endOutsideLease();
        settings.find(AgentOptions.COUNTERS_PROGRAM)
                .filter(List::isEmpty)
                .ifPresent(empty -> complaints.add(
                        settings.place(AgentOptions.COUNTERS_PROGRAM),
                        AgentOptions.COUNTERS_PROGRAM.key(),
                        "a program",
                        "none"));
    }

    private void endOutsideLease() {
        Option<Boolean> option = AgentOptions.END_OUTSIDE_LEASE;
        boolean isSimulated =
                settings.find(AgentOptions.SOURCE).stream().anyMatch(AgentOptions.SourceKind.SIMULATE::equals);
        if (isSimulated && settings.find(option).orElse(false)) {
            complaints.add(settings.place(option), option.key(), "false, since simulated hosts end nothing", "'true'");
        }
    }

    private void brokers() {
        List<Address> brokers = settings.find(AgentOptions.BROKERS).orElse(List.of());
        Place place = settings.place(AgentOptions.BROKERS);
        if (settings.find(AgentOptions.BROKERS).isPresent() && brokers.isEmpty()) {
            complaints.add(place, AgentOptions.BROKERS.key(), "at least one broker", "none");
        }
        if (!settings.isGiven(AgentOptions.TLS_CERTIFICATE)) {
            brokers.stream()
                    .filter(broker -> !broker.isLoopback())
                    .findFirst()
                    .ifPresent(broker -> complaints.add(
                            place,
                            AgentOptions.BROKERS.key() + ": " + broker
                                    + " is beyond loopback, which needs TLS; set tls.certificate, tls.key and tls.ca"));
        }
    }

    private boolean isSource(AgentOptions.SourceKind kind) {
        return settings.find(AgentOptions.SOURCE).stream().anyMatch(kind::equals);
    }

    private void endpoint() {
        settings.find(AgentOptions.HOST_ENDPOINT)
                .filter(endpoint -> isSource(AgentOptions.SourceKind.SIMULATE) && !endpoint.isLoopback())
                .ifPresent(endpoint -> complaints.add(
                        settings.place(AgentOptions.HOST_ENDPOINT),
                        AgentOptions.HOST_ENDPOINT.key(),
                        "a loopback address, since nobody else may come to simulated hosts",
                        "'" + endpoint + "'"));
        settings.find(AgentOptions.HOST_ENDPOINT)
                .filter(Address::isWildcard)
                .ifPresent(endpoint -> complaints.add(
                        settings.place(AgentOptions.HOST_ENDPOINT),
                        AgentOptions.HOST_ENDPOINT.key(),
                        "an address to which clients can be sent",
                        "'" + endpoint + "'"));
    }

    private void commands() {
        for (Option<List<String>> option :
                List.of(AgentOptions.COMMANDS_LIST, AgentOptions.COMMANDS_END, AgentOptions.COMMANDS_DISCONNECT)) {
            if (!settings.isGiven(option)) {
                complaints.missing(option.key(), "the source 'command' needs it, for example " + option.example());
            }
            settings.find(option)
                    .filter(List::isEmpty)
                    .ifPresent(empty -> complaints.add(settings.place(option), option.key(), "a program", "none"));
        }
        for (Option<List<String>> option : List.of(
                AgentOptions.COMMANDS_END,
                AgentOptions.COMMANDS_DISCONNECT,
                AgentOptions.COMMANDS_RESET,
                AgentOptions.COMMANDS_MESSAGE)) {
            settings.find(option)
                    .filter(command -> !command.contains(KEY_PLACE))
                    .ifPresent(command -> complaints.add(
                            settings.place(option),
                            option.key(),
                            "the argument " + KEY_PLACE + ", which stands for the session",
                            option.type().write(command)));
        }
    }
}
