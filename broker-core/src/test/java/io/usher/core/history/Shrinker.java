package io.usher.core.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list shorter: takes out chunks, large ones first, as long as it still fails. */
final class Shrinker {

    // A history that does not get short within these is told as it is.
    private static final int MOST_TRIALS = 3_000;

    private int trials;

    /**
     * A list that still fails and from which no single element can be taken, unless it took too many trials.
     *
     * @param fails whether a list shows the failure; true for the given one
     */
    <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        List<T> shortest = List.copyOf(failing);
        int chunk = Math.max(1, shortest.size() / 2);
        while (trials < MOST_TRIALS) {
            List<T> shorter = withoutChunks(shortest, chunk, fails);
            boolean shrank = shorter.size() < shortest.size();
            shortest = shorter;
            if (!shrank && chunk == 1) {
                break;
            }
            chunk = shrank ? Math.min(chunk, Math.max(1, shortest.size() / 2)) : chunk / 2;
        }
        return shortest;
    }

    private <T> List<T> withoutChunks(List<T> list, int chunk, Predicate<List<T>> fails) {
        List<T> shortest = list;
        int end = shortest.size();
        while (end > 0 && trials < MOST_TRIALS) {
            int start = Math.max(0, end - chunk);
            List<T> candidate = new ArrayList<>(shortest.subList(0, start));
            candidate.addAll(shortest.subList(end, shortest.size()));
            trials++;
            if (fails.test(candidate)) {
                shortest = candidate;
            }
            end = start;
        }
        return shortest;
    }
}
