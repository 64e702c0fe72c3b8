package io.usher.node.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the options in the nested keys of a file, and refuses every key that is none. */
final class KeyTree {
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> sections = new TreeSet<>();
    private final Complaints complaints;

    KeyTree(List<Option<?>> options, Complaints complaints) {
        this.complaints = complaints;
        for (Option<?> option : options) {
            keys.add(option.key());
            for (int dot = option.key().indexOf('.');
                    dot >= 0;
                    dot = option.key().indexOf('.', dot + 1)) {
                sections.add(option.key().substring(0, dot));
            }
        }
    }

    /** Returns the values by key. */
    Map<String, Raw> flatten(Raw root) {
        Map<String, Raw> values = new HashMap<>();
        if (root instanceof Raw.Entries entries) {
            flatten("", entries, values);
        } else {
            complaints.add(root.place(), "expected options as keys with values, found " + root.found());
        }
        return values;
    }

    private void flatten(String prefix, Raw.Entries entries, Map<String, Raw> values) {
        entries.entries().forEach((name, value) -> {
            String key = prefix + name;
            if (keys.contains(key)) {
                values.put(key, value);
            } else if (!sections.contains(key)) {
                complaints.add(value.place(), key + ": there is no such option" + suggestion(key));
            } else if (value instanceof Raw.Entries nested) {
                flatten(key + ".", nested, values);
            } else if (!isEmpty(value)) {
                complaints.add(value.place(), key, "options below it, such as " + firstBelow(key), value.found());
            }
        });
    }

    /** A section of which every option is commented out. */
    private static boolean isEmpty(Raw value) {
        return value instanceof Raw.Scalar scalar && scalar.text().isEmpty();
    }

    private String suggestion(String key) {
        Set<String> all = new TreeSet<>(keys);
        all.addAll(sections);
        return Spelling.closest(key, all)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("; remove it, or see 'usher config sample' for those that there are");
    }

    private String firstBelow(String section) {
        return keys.stream()
                .filter(key -> key.startsWith(section + "."))
                .findFirst()
                .orElse(section);
    }
}
