package io.usher.node.cli;

import io.usher.node.config.Configuration;
import io.usher.node.config.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Makes a flag of every option of a configuration, so that nothing is declared twice. */
final class ConfigurationFlags {
    private ConfigurationFlags() {}

    /** Adds the flags to the commands that run a configuration. */
    static void addTo(CommandLine commandLine) {
        for (CommandLine command : commandLine.getSubcommands().values()) {
            if (command.getCommandSpec().userObject() instanceof RunCommand<?> run) {
                run.configuration()
                        .options()
                        .forEach(option -> command.getCommandSpec().addOption(flag(option)));
            }
            addTo(command);
        }
    }

    /** Whether an option was made here: then no field takes its value. */
    static boolean isFlag(OptionSpec option) {
        return option.userObject() == null && !option.usageHelp() && !option.versionHelp();
    }

    /** The values of the flags that were given, by key of their option. */
    static Map<String, String> given(CommandSpec spec, Configuration<?> configuration) {
        Map<String, String> values = new HashMap<>();
        for (Option<?> option : configuration.options()) {
            String value = spec.findOption(option.flag()).getValue();
            if (value != null) {
                values.put(option.key(), value);
            }
        }
        return values;
    }

    private static OptionSpec flag(Option<?> option) {
        List<String> description = new ArrayList<>();
        description.add(String.join(" ", option.purpose()) + usual(option) + " [" + option.variable() + "]");
        boolean isSwitch = option.label().equals("true|false");
        return OptionSpec.builder(option.flag())
                .type(String.class)
                .arity(isSwitch ? "0..1" : "1")
                .fallbackValue(isSwitch ? "true" : "")
                .hideParamSyntax(true)
                .paramLabel(option.label())
                .description(description.toArray(String[]::new))
                .build();
    }

    private static String usual(Option<?> option) {
        if (option.need() == Option.Need.REQUIRED) {
            return " Required.";
        }
        return option.usualText().map(text -> " Default: " + text + ".").orElse("");
    }
}
