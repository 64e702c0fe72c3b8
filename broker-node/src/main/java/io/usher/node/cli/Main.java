package io.usher.node.cli;

import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Starts the command line and is the only place that ends the process. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and exits with its code.
     *
     * @param arguments the command line without the program's name
     */
    public static void main(String[] arguments) {
        System.exit(commandLine(Surroundings.ofProcess()).execute(withHelpAsOption(arguments)));
    }

    /** Takes {@code usher help pool create} for {@code usher pool create --help}. */
    static String[] withHelpAsOption(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("help")) {
            return arguments;
        }
        return Stream.concat(Arrays.stream(arguments).skip(1), Stream.of("--help"))
                .toArray(String[]::new);
    }

    /** Builds the command line; every call gives a fresh one. */
    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(new UsherCommand(surroundings))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(new UsageFailures(surroundings))
                .setExecutionExceptionHandler(new ExecutionFailures());
        ConfigurationFlags.addTo(commandLine);
        PlainConverters.addTo(commandLine);
        EnvironmentOptions.apply(commandLine, surroundings.environment());
        HelpLayout.apply(commandLine);
        commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.forHelp());
        return commandLine;
    }
}
