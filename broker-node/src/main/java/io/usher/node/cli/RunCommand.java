package io.usher.node.cli;

import io.usher.node.config.Configuration;
import io.usher.node.config.Loaded;
import io.usher.node.telemetry.LogLevel;
import io.usher.node.telemetry.Logging;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Mixin
    private ConfigFiles files;

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
        List<Loaded<C>> loaded = configuration.loadAll(
                files.sources(surroundings.environment(), ConfigurationFlags.given(spec, configuration)));
        if (printConfig) {
            spec.commandLine().getOut().print(files.print(loaded));
            spec.commandLine().getOut().flush();
            return ExitCode.DONE.code();
        }
        Logging.start(level(loaded.get(0).config()));
        run(surroundings.starters(), loaded.stream().map(Loaded::config).toList());
        return ExitCode.DONE.code();
    }

    private void run(Starters starters, List<C> configs) throws Exception {
        try {
            start(starters, configs);
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

    /** Chooses what runs them, and has it do so. */
    abstract void start(Starters starters, List<C> configs) throws Exception;

    /**
     * The only one, for commands that work on one broker.
     *
     * @throws ParameterException when several were given
     */
    final C single(List<C> configs) {
        if (configs.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "expected one file with --config, found " + configs.size());
        }
        return configs.get(0);
    }
}
