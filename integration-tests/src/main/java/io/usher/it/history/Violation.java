package io.usher.it.history;

/**
 * A promise that was broken.
 *
 * @param rule which promise, in a few words; the same for every breach of it
 * @param story what was expected, what was found and where, for the reader of a failed test
 */
public record Violation(String rule, String story) {

    @Override
    public String toString() {
        return rule + ": " + story;
    }
}
