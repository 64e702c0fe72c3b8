package io.usher.node.api;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a page holds.
 *
 * @param objects in order of key
 * @param last the key to go on after; empty at the end of the list
 */
record Listing<T>(List<T> objects, Optional<String> last) {

    Listing {
        objects = List.copyOf(objects);
    }

    /**
     * Cuts a page out of objects in order of key.
     *
     * @param found every object that comes into question
     */
    static <T> Listing<T> of(Page page, Collection<T> found, Function<T, String> key, Predicate<T> wanted) {
        Predicate<T> isAfter = object -> page.after()
                .map(after -> key.apply(object).compareTo(after) > 0)
                .orElse(true);
        List<T> oneMore = found.stream()
                .filter(isAfter)
                .filter(wanted)
                .limit(page.size() + 1L)
                .toList();
        if (oneMore.size() <= page.size()) {
            return new Listing<>(oneMore, Optional.empty());
        }
        List<T> objects = oneMore.subList(0, page.size());
        return new Listing<>(objects, Optional.of(key.apply(objects.get(objects.size() - 1))));
    }

    /** The token for the next page; empty text at the end. */
    String nextToken(Page page) {
        return last.map(page::tokenAfter).orElse("");
    }

    <R> Listing<R> map(Function<T, R> mapping) {
        return new Listing<>(objects.stream().map(mapping).toList(), last);
    }
}
