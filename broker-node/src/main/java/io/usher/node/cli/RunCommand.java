package io.usher.node.cli;

import io.usher.node.config.ConfigText;
import io.usher.node.config.Configuration;
import io.usher.node.config.Loaded;
import io.usher.node.config.Sources;
import io.usher.node.telemetry.LogLevel;
import io.usher.node.telemetry.Logging;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
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
                    ExitCode.FAILED,
                    "cannot start the " + configuration.command(),
                    reason(e),
                    "mend that and start it again");
        }
    }

    /** What the operating system refused is told by the type alone, and the message is no more than the file. */
    private static String reason(Exception e) {
        if (e instanceof FileSystemException refused && refused.getReason() == null) {
            if (e instanceof AccessDeniedException) {
                return "no permission for " + refused.getFile();
            }
            return refused.getFile() + ": " + e.getClass().getSimpleName();
        }
        return String.valueOf(e.getMessage());
    }

    /** How much it logs. */
    abstract LogLevel level(C config);

    /** Chooses what runs it. */
    abstract Starters.Starter<C> starter(Starters starters);
}
