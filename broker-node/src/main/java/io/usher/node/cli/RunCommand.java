package io.usher.node.cli;

import io.usher.node.config.ConfigText;
import io.usher.node.config.Configuration;
import io.usher.node.config.Loaded;
import io.usher.node.config.Sources;
import io.usher.node.telemetry.LogLevel;
import io.usher.node.telemetry.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command that works in this process, with a configuration from file, environment and flags.
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
            return ExitCode.DONE.code();
        }
        Logging.start(level(loaded.config()));
        run(starter(surroundings.starters()), loaded.config());
        return ExitCode.DONE.code();
    }

    private void run(Starters.Starter<C> starter, C config) throws Exception {
        try {
            starter.run(config);
        } catch (IOException | IllegalArgumentException e) {
            LoggerFactory.getLogger(RunCommand.class).debug("could not start", e);
            throw new CommandFailedException(
                    ExitCode.FAILED, failure(), FileFailureText.of(e), "mend that and try again");
        }
    }

    /** What could not be done when it failed. */
    String failure() {
        return "cannot start the " + configuration.command();
    }

    final CommandSpec spec() {
        return spec;
    }

    /** How much it logs. */
    abstract LogLevel level(C config);

    /** Chooses what runs it. */
    abstract Starters.Starter<C> starter(Starters starters);
}
