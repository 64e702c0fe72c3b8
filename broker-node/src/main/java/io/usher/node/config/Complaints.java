package io.usher.node.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a configuration, so that it can be told at once. For one thread. */
public final class Complaints {
    private final List<String> texts = new ArrayList<>();

    /**
     * Adds a complaint about a value.
     *
     * @param key the option, or the part of it
     */
    void add(Place place, String key, String expected, String found) {
        texts.add(place.text() + ": " + key + ": expected " + expected + ", found " + found);
    }

    /** Adds a complaint about an option that nobody gave. */
    void missing(String key, String toDo) {
        texts.add(key + ": is missing; " + toDo);
    }

    /** Adds a complaint that says itself where it is. */
    void add(String text) {
        texts.add(text);
    }

    /** Adds a complaint in its own words. */
    void add(Place place, String text) {
        texts.add(place.text() + ": " + text);
    }

    /**
     * Adds the complaints about one of several files.
     *
     * @param file its name, put before those that do not say it; empty for no name
     */
    void addAll(Complaints others, String file) {
        others.texts.stream()
                .map(text -> file.isEmpty() || text.startsWith(file + ":") ? text : file + ": " + text)
                .forEach(texts::add);
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /**
     * Ends the reading of a configuration.
     *
     * @throws ConfigurationException if there was any complaint
     */
    void throwIfAny() {
        if (!texts.isEmpty()) {
            throw new ConfigurationException(texts);
        }
    }
}
