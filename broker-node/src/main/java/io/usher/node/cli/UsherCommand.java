package io.usher.node.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** The root of the command line. */
@Command(
        name = "usher",
        description = "Usher, a connection broker: which host a user's desktop or application runs on.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        footer = {
            "  usher cluster status",
            "  usher pool create office",
            "  usher resource create desktop --kind desktop --pool office",
            "  usher assign --user alice desktop",
            "",
            "Brokers are named by --server or USHER_SERVER, several with commas between them; the site that is meant,",
            "where they serve several, by --site or USHER_SITE."
        })
final class UsherCommand extends CommandGroup {
    /** The commands below it, in the order of the help. */
    private static final Map<String, Supplier<Object>> SUBCOMMANDS = subcommands();

    static final List<String> NAMES = List.copyOf(SUBCOMMANDS.keySet());

    private final Surroundings surroundings;

    UsherCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Makes one of the commands by its name. They are made one by one, because each takes its time. */
    static Object subcommand(String name) {
        return Objects.requireNonNull(SUBCOMMANDS.get(name), name).get();
    }

    private static Map<String, Supplier<Object>> subcommands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("cluster", ClusterCommand::new);
        commands.put("site", SiteCommand::new);
        commands.put("broker", BrokerCommand::new);
        commands.put("role", RoleCommand::new);
        commands.put("audit", AuditCommand::new);
        commands.put("pool", PoolCommand::new);
        commands.put("binding", BindingCommand::new);
        commands.put("queue", QueueCommand::new);
        commands.put("replay", ReplayCommand::new);
        commands.put("scaling", ScalingCommand::new);
        commands.put("schedule", ScheduleCommand::new);
        commands.put("host", HostCommand::new);
        commands.put("resource", ResourceCommand::new);
        commands.put("folder", FolderCommand::new);
        commands.put("session", SessionCommand::new);
        commands.put("action", ActionCommand::new);
        commands.put("assign", AssignCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("what-if", WhatIfCommand::new);
        commands.put("decision", DecisionCommand::new);
        commands.put("watch", WatchCommand::new);
        commands.put("backup", BackupCommand::new);
        commands.put("server", ServerCommand::new);
        commands.put("agent", AgentCommand::new);
        commands.put("config", ConfigCommand::new);
        commands.put("pki", PkiCommand::new);
        commands.put(CompletionCommand.NAME, CompletionCommand::new);
        return commands;
    }
}
