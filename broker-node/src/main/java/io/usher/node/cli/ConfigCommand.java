package io.usher.node.cli;

import io.usher.node.config.AgentConfiguration;
import io.usher.node.config.ConfigText;
import io.usher.node.config.Configuration;
import io.usher.node.config.Loaded;
import io.usher.node.config.ServerConfiguration;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verbs for configurations; none of them asks a broker. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Configurations of brokers and agents: samples, checks, and the values in effect.",
        subcommands = {ConfigCommand.Sample.class, ConfigCommand.Check.class, ConfigCommand.Print.class})
final class ConfigCommand extends CommandGroup {

    /** Whose configuration. */
    enum Kind {
        SERVER,
        AGENT;

        private Configuration<?> configuration() {
            return this == SERVER ? new ServerConfiguration() : new AgentConfiguration();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What all verbs share. */
    @Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
    abstract static class Verb implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                arity = "0..1",
                defaultValue = "server",
                paramLabel = "KIND",
                description = "Whose: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private Kind kind;

        @Override
        public final Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text(kind.configuration()));
            out.flush();
            return ExitCode.DONE.code();
        }

        /** What is printed. */
        abstract String text(Configuration<?> configuration);

        final Map<String, String> environment() {
            return ((UsherCommand) spec.root().userObject()).surroundings().environment();
        }
    }

    /** Prints a sample. */
    @Command(
            name = "sample",
            description = "Print a configuration file with every option, what it is for, and its usual value.",
            footer = {"  usher config sample > usher.yaml", "  usher config sample agent > agent.yaml"})
    static final class Sample extends Verb {
        @Override
        String text(Configuration<?> configuration) {
            return ConfigText.sample(configuration);
        }
    }

    /** Reads a configuration. */
    abstract static class Reading extends Verb {
        @Mixin
        private ConfigFiles files;

        final List<? extends Loaded<?>> load(Configuration<?> configuration) {
            return configuration.loadAll(files.sources(environment(), Map.of()));
        }

        final ConfigFiles files() {
            return files;
        }
    }

    /** Finds every mistake. */
    @Command(
            name = "check",
            description =
                    "Tell every mistake in a configuration file and the environment. Exit code: 0 right, 2 wrong.",
            footer = {
                "  usher config check --config usher.yaml",
                "  usher config check --config head-office.yaml --config branch.yaml"
            })
    static final class Check extends Reading {
        @Override
        String text(Configuration<?> configuration) {
            load(configuration);
            return "";
        }
    }

    /** Prints what is in effect. */
    @Command(
            name = "print",
            description =
                    "Print every value in effect with the place that it comes from. The output can be read again.",
            footer = "  usher config print --config usher.yaml")
    static final class Print extends Reading {
        @Override
        String text(Configuration<?> configuration) {
            return files().print(load(configuration));
        }
    }
}
