package io.usher.it.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the site had told anybody by a given moment: whoever asks later must be told at least as much. */
final class Timeline {

    private record Told(long nanos, long revision) {}

    private final List<Told> told = new ArrayList<>();

    /** Notes that somebody knew of the revision from this moment on. */
    void told(long nanos, long revision) {
        told.add(new Told(nanos, revision));
    }

    /** To be called once, when everything has been noted. */
    void close() {
        told.sort(Comparator.comparingLong(Told::nanos));
        long highest = 0;
        for (int i = 0; i < told.size(); i++) {
            highest = Math.max(highest, told.get(i).revision());
            told.set(i, new Told(told.get(i).nanos(), highest));
        }
    }

    /** Highest revision that anybody had been told of before this moment; 0 before the first. */
    long floor(long nanos) {
        int from = 0;
        int to = told.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (told.get(middle).nanos() - nanos < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? 0 : told.get(from - 1).revision();
    }
}
