package io.usher.node.config;

import java.util.List;

/** The configuration of an agent. Stateless. */
public final class AgentConfiguration implements Configuration<AgentConfig> {

    @Override
    public String command() {
        return "agent";
    }

    @Override
    public List<Option<?>> options() {
        return AgentOptions.ALL;
    }

    @Override
    public List<Loaded<AgentConfig>> loadAll(List<Sources> sources) {
        Complaints complaints = new Complaints();
        if (sources.size() > 1) {
            complaints.add(
                    new Place(Place.Source.FLAG, "--config"),
                    "an agent has one file, found " + sources.size() + "; start another process for each host");
        }
        Settings settings = new SettingsReader(options(), sources.get(0), complaints).read();
        new AgentChecks(settings, complaints).run();
        complaints.throwIfAny();
        return List.of(new Loaded<>(config(settings), settings));
    }

    private static AgentConfig config(Settings settings) {
        return new AgentConfig(
                new AgentConfig.Host(
                        settings.get(AgentOptions.HOST_ID),
                        settings.get(AgentOptions.HOST_POOL),
                        settings.get(AgentOptions.HOST_ENDPOINT),
                        Math.toIntExact(settings.get(AgentOptions.HOST_WEIGHT)),
                        Math.toIntExact(settings.get(AgentOptions.HOST_MAX_SESSIONS)),
                        settings.find(AgentOptions.HOST_REBOOT).orElse(List.of())),
                settings.get(AgentOptions.BROKERS),
                settings.find(AgentOptions.SITE),
                settings.find(AgentOptions.TLS_CERTIFICATE)
                        .map(certificate -> new AgentConfig.Tls(
                                new TlsFiles(certificate, settings.get(AgentOptions.TLS_KEY)),
                                settings.get(AgentOptions.TLS_CA))),
                settings.find(AgentOptions.DOOR_LISTEN)
                        .map(listen -> new AgentConfig.Door(listen, settings.get(AgentOptions.DOOR_BACKEND))),
                source(settings),
                settings.find(AgentOptions.COUNTERS_PROGRAM)
                        .map(program ->
                                new AgentConfig.OwnCounters(program, settings.get(AgentOptions.COUNTERS_INTERVAL))),
                settings.get(AgentOptions.END_OUTSIDE_LEASE),
                settings.get(AgentOptions.LOG_LEVEL));
    }

    private static AgentConfig.Source source(Settings settings) {
        return switch (settings.get(AgentOptions.SOURCE)) {
            case XRDP -> new AgentConfig.Source.Xrdp();
            case COMMAND ->
                new AgentConfig.Source.Command(
                        settings.get(AgentOptions.COMMANDS_LIST),
                        settings.get(AgentOptions.COMMANDS_END),
                        settings.get(AgentOptions.COMMANDS_DISCONNECT),
                        settings.find(AgentOptions.COMMANDS_RESET).orElse(List.of()),
                        settings.find(AgentOptions.COMMANDS_MESSAGE).orElse(List.of()),
                        settings.get(AgentOptions.COMMANDS_TIMEOUT));
            case SIMULATE ->
                new AgentConfig.Source.Simulate(Math.toIntExact(settings.get(AgentOptions.SIMULATE_HOSTS)));
        };
    }
}
