package io.usher.node.cli;

import io.usher.node.config.AgentConfig;
import io.usher.node.config.AgentConfiguration;
import io.usher.node.telemetry.LogLevel;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs the agent of a host. */
@Command(
        name = "agent",
        description = {
            "Run the agent of a host until it is told to stop (SIGTERM).",
            "Flags win over the environment, which wins over the file."
        },
        footer = {
            "  usher config sample agent > agent.yaml",
            "  usher agent --config agent.yaml",
            "  usher agent --host-id h1 --host-pool office --host-endpoint h1.example:3389"
        })
final class AgentCommand extends RunCommand<AgentConfig> {
    AgentCommand() {
        super(new AgentConfiguration());
    }

    @Override
    LogLevel level(AgentConfig config) {
        return config.logLevel();
    }

    @Override
    void start(Starters starters, List<AgentConfig> configs) throws Exception {
        starters.agent().run(single(configs));
    }
}
