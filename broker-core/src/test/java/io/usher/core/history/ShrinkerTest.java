package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    private final List<Integer> hundred = IntStream.range(0, 100).boxed().toList();

    @Test
    void keepsWhatTheFailureNeedsAndNothingElse() {
        List<Integer> shortest = new Shrinker().shrink(hundred, list -> list.containsAll(List.of(3, 50, 98)));
        assertThat(shortest).containsExactly(3, 50, 98);
    }

    @Test
    void keepsTheOrder() {
        List<Integer> shortest = new Shrinker()
                .shrink(hundred, list -> list.stream().filter(n -> n % 10 == 7).count() >= 4);
        assertThat(shortest).hasSize(4).isSorted();
    }

    @Test
    void findsThatNothingAtAllIsNeeded() {
        assertThat(new Shrinker().shrink(hundred, list -> true)).isEmpty();
    }

    @Test
    void givesUpInTheEnd() {
        List<Integer> many = IntStream.range(0, 20_000).boxed().toList();
        assertThat(new Shrinker().shrink(many, list -> list.size() == many.size()))
                .isEqualTo(many);
    }
}
