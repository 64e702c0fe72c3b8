package io.usher.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what may have been meant. */
final class UsageFailures implements IParameterExceptionHandler {
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
        return message.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + message.substring(1);
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
        if (exception instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            return suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
        }
        return "";
    }
}
