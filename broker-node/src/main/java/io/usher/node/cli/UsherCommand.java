package io.usher.node.cli;

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
            "Brokers are named by --server or USHER_SERVER, several with commas between them."
        },
        subcommands = {
            ClusterCommand.class,
            SiteCommand.class,
            BrokerCommand.class,
            PoolCommand.class,
            HostCommand.class,
            ResourceCommand.class,
            FolderCommand.class,
            SessionCommand.class,
            AssignCommand.class,
            ExplainCommand.class,
            DecisionCommand.class,
            WatchCommand.class,
            ServerCommand.class,
            AgentCommand.class,
            ConfigCommand.class,
            CompletionCommand.class
        })
final class UsherCommand extends CommandGroup {
    private final Surroundings surroundings;

    UsherCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }
}
