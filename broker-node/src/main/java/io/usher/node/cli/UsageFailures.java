package io.usher.node.cli;

import io.usher.node.config.Spelling;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what may have been meant. */
final class UsageFailures implements IParameterExceptionHandler {
    /** Fewer letters begin too many words to tell what was meant. */
    private static final int SHORTEST_BEGINNING = 3;

    private final Map<String, String> environment;

    UsageFailures(Surroundings surroundings) {
        this.environment = surroundings.environment();
    }

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println("error: " + what(exception, name) + origin(exception, arguments) + suggestion(exception) + "; see '"
                + name + " --help'");
        err.flush();
        return ExitCode.USAGE.code();
    }

    private static String what(ParameterException exception, String command) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            if (unmatched.isUnknownOption()) {
                return "'" + first + "' is no option of '" + command + "'";
            }
            boolean group = !exception.getCommandLine().getSubcommands().isEmpty();
            return group
                    ? "'" + first + "' is no command of '" + command + "'"
                    : "'" + first + "' is one argument too many for '" + command + "'";
        }
        String message = String.valueOf(exception.getMessage());
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    /** Whoever did not type a value has to know where it comes from. */
    private String origin(ParameterException exception, String[] arguments) {
        if (exception.getArgSpec() instanceof OptionSpec option) {
            String variable = EnvironmentOptions.variable(option);
            boolean typed = List.of(arguments).stream()
                    .anyMatch(argument -> List.of(option.names()).stream().anyMatch(argument::startsWith));
            if (!typed && environment.containsKey(variable)) {
                return " (from the environment variable " + variable + ")";
            }
        }
        return "";
    }

    private static String suggestion(ParameterException exception) {
        if (!(exception instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        String given = unmatched.getUnmatched().get(0);
        CommandLine command = exception.getCommandLine();
        if (unmatched.isUnknownOption()) {
            String name = given.split("=", 2)[0];
            Optional<String> owner = commandWith(name, command);
            if (owner.isPresent()) {
                return "; options stand after the command, as in '" + owner.get() + " " + name + "'";
            }
            return meant(name, command.getCommandSpec().optionsMap().keySet());
        }
        return meant(given, command.getSubcommands().keySet());
    }

    /** The first command below a group that has the option. */
    private static Optional<String> commandWith(String option, CommandLine group) {
        return group.getSubcommands().values().stream()
                .flatMap(command -> command.getSubcommands().isEmpty()
                                && command.getCommandSpec().findOption(option) != null
                        ? Stream.of(command.getCommandSpec().qualifiedName())
                        : commandWith(option, command).stream())
                .findFirst();
    }

    private static String meant(String given, Set<String> candidates) {
        return candidates.stream()
                .filter(candidate -> given.length() >= SHORTEST_BEGINNING && candidate.startsWith(given))
                .findFirst()
                .or(() -> Spelling.closest(given, candidates))
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }
}
