package io.usher.node.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Rules between options that every configuration has. */
final class Checks {
    private final Settings settings;
    private final Complaints complaints;

    Checks(Settings settings, Complaints complaints) {
        this.settings = settings;
        this.complaints = complaints;
    }

    /** Options that belong together. */
    void allOrNone(List<Option<Path>> options) {
        List<Option<Path>> missing =
                options.stream().filter(option -> !settings.isGiven(option)).toList();
        if (missing.isEmpty() || missing.size() == options.size()) {
            return;
        }
        Option<?> given = options.stream().filter(settings::isGiven).findFirst().orElseThrow();
        complaints.add(
                settings.place(given),
                given.key() + ": needs "
                        + missing.stream().map(Option::key).collect(Collectors.joining(" and "))
                        + ", too; set them, or remove it");
    }

    /** An option that says nothing without another one. */
    void needs(Option<?> option, Option<?> other) {
        if (settings.isGiven(option) && !settings.isGiven(other)) {
            complaints.add(
                    settings.place(option),
                    option.key() + ": needs " + other.key() + ", too; set that, or remove this");
        }
    }

    /** A file that has to be there. Its content is not looked at here. */
    void readable(Option<Path> option) {
        settings.find(option)
                .filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
                .ifPresent(path -> complaints.add(
                        settings.place(option), option.key(), "a file that can be read", "none at " + path));
    }

    /** Two values of which the second may not be below the first. */
    <T extends Comparable<T>> void inOrder(Option<T> least, Option<T> most) {
        settings.find(least)
                .ifPresent(low -> settings.find(most)
                        .filter(high -> high.compareTo(low) < 0)
                        .ifPresent(high -> {
                            Option<?> place = settings.isGiven(most) ? most : least;
                            complaints.add(
                                    settings.place(place),
                                    most.key(),
                                    "at least " + least.type().write(low) + ", the value of " + least.key(),
                                    "'" + most.type().write(high) + "'");
                        }));
    }
}
