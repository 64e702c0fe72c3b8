package io.usher.node.cli;

import io.usher.node.config.ConfigText;
import io.usher.node.config.Configuration;
import io.usher.node.config.Loaded;
import io.usher.node.config.Sources;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command that runs until it is stopped, with a configuration from file, environment and flags.
 *
 * @param <C> the configuration
 */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class RunCommand<C> implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file, YAML.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--print-config",
            description = "Print every value in effect with the place that it comes from, and do nothing else.")
    private boolean printConfig;

    private final Configuration<C> configuration;

    RunCommand(Configuration<C> configuration) {
        this.configuration = configuration;
    }

    final Configuration<C> configuration() {
        return configuration;
    }

    @Override
    public final Integer call() throws Exception {
        Surroundings surroundings = ((UsherCommand) spec.root().userObject()).surroundings();
        Loaded<C> loaded = configuration.load(
                new Sources(file, surroundings.environment(), ConfigurationFlags.given(spec, configuration)));
        if (printConfig) {
            spec.commandLine().getOut().print(ConfigText.effective(loaded.settings()));
            spec.commandLine().getOut().flush();
        } else {
            run(loaded.config(), surroundings.starters());
        }
        return ExitCode.DONE.code();
    }

    /** Runs it until it is stopped. */
    abstract void run(C config, Starters starters) throws Exception;
}
