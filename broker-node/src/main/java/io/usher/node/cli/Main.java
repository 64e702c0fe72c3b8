package io.usher.node.cli;

import java.util.Arrays;
import java.util.List;
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
        String[] meant = withHelpAsOption(arguments);
        System.exit(commandLineFor(Surroundings.ofProcess(), meant).execute(meant));
    }

    /** Takes {@code usher help pool create} for {@code usher pool create --help}. */
    static String[] withHelpAsOption(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("help")) {
            return arguments;
        }
        return Stream.concat(Arrays.stream(arguments).skip(1), Stream.of("--help"))
                .toArray(String[]::new);
    }

    /** Builds the command line with all commands; every call gives a fresh one. */
    static CommandLine commandLine(Surroundings surroundings) {
        return commandLine(surroundings, UsherCommand.NAMES);
    }

    /**
     * Builds what these arguments need. Reading the annotations of all commands takes far longer than most commands, so
     * a command that is named comes alone.
     */
    static CommandLine commandLineFor(Surroundings surroundings, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (first.equals("--version") || first.equals("-V")) {
            return commandLine(surroundings, List.of());
        }
        // A script for completion is about all the others.
        boolean isAlone = UsherCommand.NAMES.contains(first) && !first.equals(CompletionCommand.NAME);
        return commandLine(surroundings, isAlone ? List.of(first) : UsherCommand.NAMES);
    }

    private static CommandLine commandLine(Surroundings surroundings, List<String> commands) {
        CommandLine commandLine = new CommandLine(new UsherCommand(surroundings));
        commands.forEach(name -> commandLine.addSubcommand(name, UsherCommand.subcommand(name)));
        commandLine
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
