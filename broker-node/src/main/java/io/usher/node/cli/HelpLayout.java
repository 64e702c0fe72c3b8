package io.usher.node.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The same layout for the help of every command: what it takes itself first, then what all take. */
final class HelpLayout {
    private static final int OPTION_COLUMN = 30;

    private HelpLayout() {}

    static void apply(CommandLine commandLine) {
        UsageMessageSpec usage = commandLine.getCommandSpec().usageMessage();
        usage.synopsisHeading("Usage: ")
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("")
                .commandListHeading("%nCommands:%n")
                .abbreviateSynopsis(true)
                .longOptionsMaxWidth(OPTION_COLUMN);
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
        if (usage.footer().length > 0) {
            usage.footerHeading("%nExamples:%n");
        }
        commandLine.getSubcommands().values().forEach(HelpLayout::apply);
    }

    private static String options(Help help) {
        List<OptionSpec> all = help.commandSpec().options();
        return section(
                        help,
                        "Options",
                        all.stream().filter(option -> !isShared(option)).toList())
                + section(
                        help,
                        "Connection and output",
                        all.stream().filter(HelpLayout::isShared).toList());
    }

    private static boolean isShared(OptionSpec option) {
        return EnvironmentOptions.isShared(option);
    }

    private static String section(Help help, String title, List<OptionSpec> options) {
        if (options.isEmpty()) {
            return "";
        }
        Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
        layout.addOptions(options, help.parameterLabelRenderer());
        return System.lineSeparator() + title + ":" + System.lineSeparator() + layout;
    }
}
