package io.usher.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Configurations as YAML: the commented sample, and the values in effect. Both can be read again. */
public final class ConfigText {
    private static final int SOURCE_COLUMN = 48;

    private ConfigText() {}

    /** A sample with every option, what it is for, and its usual value. */
    public static String sample(Configuration<?> configuration) {
        Option<?> first = configuration.options().get(0);
        return "# Configuration of 'usher " + configuration.command() + "'.\n"
                + "#\n"
                + "# Every option can also be given as an environment variable or as a flag: " + first.key() + " is\n"
                + "# " + first.variable() + " or " + first.flag()
                + ". Flags win over the environment, which wins over\n"
                + "# this file. Options that are commented out have no usual value.\n"
                + tree(configuration.options(), option -> option, ConfigText::sampleLines);
    }

    /** The values in effect, each with the place that it comes from. */
    public static String effective(Settings settings) {
        return tree(settings.all(), Settings.Effective::option, ConfigText::effectiveLines)
                .stripLeading();
    }

    private static List<String> sampleLines(Option<?> option, String indent, String name) {
        List<String> lines = new ArrayList<>(List.of(""));
        option.purpose().forEach(line -> lines.add(indent + "# " + line));
        boolean isSet = option.usual().isPresent() || option.need() == Option.Need.REQUIRED;
        if (option.need() == Option.Need.REQUIRED) {
            lines.add(indent + "# Required.");
        }
        String value = option.usualText().orElse(option.example());
        lines.add(indent + (isSet ? "" : "# ") + name + ": " + value);
        return lines;
    }

    private static List<String> effectiveLines(Settings.Effective<?> value, String indent, String name) {
        String line = value.text().map(text -> indent + name + ": " + text).orElse(indent + "# " + name + ": not set");
        String padding = " ".repeat(Math.max(2, SOURCE_COLUMN - line.length()));
        return List.of(line + padding + "# " + value.place().text());
    }

    /** How one entry is written. */
    private interface Lines<E> {
        List<String> of(E entry, String indent, String name);
    }

    /** Options follow each other section by section, so that a section begins where the key before has another. */
    private static <E> String tree(List<? extends E> entries, Function<E, Option<?>> option, Lines<E> lines) {
        List<String> result = new ArrayList<>();
        List<String> open = List.of();
        for (E entry : entries) {
            List<String> path = List.of(option.apply(entry).key().split("\\."));
            List<String> sections = path.subList(0, path.size() - 1);
            int common = common(open, sections);
            for (int depth = common; depth < sections.size(); depth++) {
                if (depth == 0) {
                    result.add("");
                }
                result.add("  ".repeat(depth) + sections.get(depth) + ":");
            }
            List<String> own = lines.of(entry, "  ".repeat(sections.size()), path.get(path.size() - 1));
            if (sections.isEmpty() && !open.isEmpty() && !own.get(0).isEmpty()) {
                result.add("");
            }
            boolean isFirst = common < sections.size() && own.get(0).isEmpty();
            result.addAll(isFirst ? own.subList(1, own.size()) : own);
            open = sections;
        }
        return result.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static int common(List<String> some, List<String> others) {
        int common = 0;
        while (common < Math.min(some.size(), others.size()) && some.get(common).equals(others.get(common))) {
            common++;
        }
        return common;
    }
}
