package io.usher.core.tla;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What TLC says at the end of a search.
 *
 * @param exitCode 0 without a fault, 12 with a violated invariant, anything else when TLC itself failed
 * @param lines all that it wrote
 */
record SearchResult(int exitCode, List<String> lines) {
    static final int NO_FAULT = 0;
    static final int INVARIANT_VIOLATED = 12;

    private static final Pattern COUNTS =
            Pattern.compile("(\\d+) states generated, (\\d+) distinct states found, (\\d+) states left on queue\\.");
    private static final Pattern VIOLATED = Pattern.compile("Error: Invariant (\\w+) is violated\\.");
    private static final Pattern STATE = Pattern.compile("State (\\d+): .*");

    boolean foundNoError() {
        return lines.contains("Model checking completed. No error has been found.");
    }

    long distinctStates() {
        return Long.parseLong(counts().group(2));
    }

    long statesLeft() {
        return Long.parseLong(counts().group(3));
    }

    Optional<String> violated() {
        return matches(VIOLATED).map(match -> match.group(1)).findFirst();
    }

    /** Number of states from the beginning to the fault; 0 without a fault. */
    long traceLength() {
        return matches(STATE).count();
    }

    private MatchResult counts() {
        return matches(COUNTS)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("expected TLC to count states, found " + this));
    }

    private Stream<MatchResult> matches(Pattern pattern) {
        return lines.stream().map(pattern::matcher).filter(Matcher::matches).map(Matcher::toMatchResult);
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + "\n" + String.join("\n", lines);
    }
}
