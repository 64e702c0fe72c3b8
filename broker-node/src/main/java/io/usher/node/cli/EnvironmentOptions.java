package io.usher.node.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Gives every option an environment variable and says so in the help. Options that many commands share have one
 * variable for all, {@code USHER_TIMEOUT}. The others name their command, {@code USHER_POOL_CREATE_METHOD}, so that a
 * variable never changes a command that it was not meant for.
 */
final class EnvironmentOptions implements IDefaultValueProvider {
    private static final Set<String> SHARED = Set.of(
            "--server",
            "--site",
            "--timeout",
            "--tls",
            "--ca",
            "--cert",
            "--key",
            "--token-file",
            "--output",
            "--no-headers",
            "--stale",
            "--verbose",
            "--config");

    private final Map<String, String> environment;

    private EnvironmentOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Makes all options of a command line readable from the environment. */
    static void apply(CommandLine commandLine, Map<String, String> environment) {
        commandLine.setDefaultValueProvider(new EnvironmentOptions(environment));
        document(commandLine);
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option && isOurs(option)) {
            String value = environment.get(variable(option));
            if (value != null) {
                return value;
            }
        }
        return argument.defaultValue();
    }

    /**
     * Options of a configuration are none of ours: it reads the environment itself, to tell where a value comes from.
     */
    private static boolean isOurs(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && !ConfigurationFlags.isFlag(option);
    }

    /** The variable of an option. */
    static String variable(OptionSpec option) {
        String command = isShared(option) ? "usher" : option.command().qualifiedName("_");
        return command.toUpperCase(Locale.ROOT)
                + option.longestName().substring(1).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Whether many commands have the option, all with the same variable. */
    static boolean isShared(OptionSpec option) {
        return SHARED.contains(option.longestName());
    }

    private static void document(CommandLine commandLine) {
        CommandSpec spec = commandLine.getCommandSpec();
        List<OptionSpec> own = new ArrayList<>();
        for (OptionSpec option : List.copyOf(spec.options())) {
            if (isShared(option) && isOurs(option)) {
                spec.remove(option);
                spec.addOption(withVariable(option, variable(option)));
            } else if (isOurs(option)) {
                own.add(option);
            }
        }
        addFooter(spec.usageMessage(), own);
        commandLine.getSubcommands().values().forEach(EnvironmentOptions::document);
    }

    private static void addFooter(UsageMessageSpec usage, List<OptionSpec> own) {
        if (own.isEmpty()) {
            return;
        }
        List<String> footer = new ArrayList<>(List.of(usage.footer()));
        footer.add("");
        String example = variable(own.get(0));
        footer.add("Every option can be set in the environment, too: those without a variable above by the command's");
        footer.add("name, as in " + example + ".");
        usage.footer(footer.toArray(String[]::new));
    }

    private static OptionSpec withVariable(OptionSpec option, String variable) {
        String[] description = option.description().clone();
        int last = description.length - 1;
        description[last] = description[last] + " [" + variable + "]";
        return option.toBuilder().description(description).build();
    }
}
