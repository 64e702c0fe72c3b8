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

    /** Adds a complaint in its own words. */
    void add(Place place, String text) {
        texts.add(place.text() + ": " + text);
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
