package io.usher.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer;
import io.usher.core.model.LogTime;
import io.usher.core.model.RequestId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers are kept for a time; what a crowd pushes out before that is counted, since its retry would be new. */
class AnswerWindowTest {

    private final AnswerWindow window = new AnswerWindow(2, Duration.ofMillis(100));

    @Test
    void keepsAnAnswerUntilItsTimeIsOver() {
        window.remember(answer("a", 0));
        window.remember(answer("b", 100));
        assertThat(window.find(new RequestId("a"))).contains(answer("a", 0));
        window.remember(answer("c", 101));
        assertThat(window.find(new RequestId("a"))).isEmpty();
        assertThat(window.image()).containsExactly(answer("b", 100), answer("c", 101));
        assertThat(window.droppedEarly()).isZero();
    }

    @Test
    void pushesOutTheOldestAndCountsIt() {
        window.remember(answer("b", 0));
        window.remember(answer("a", 0));
        window.remember(answer("c", 1));
        assertThat(window.image()).containsExactly(answer("a", 0), answer("c", 1));
        assertThat(window.droppedEarly()).isEqualTo(1);
    }

    @Test
    void goesOnFromAnImage() {
        AnswerWindow restored = new AnswerWindow(2, Duration.ofMillis(100));
        restored.restore(List.of(answer("b", 5), answer("a", 6)), 7);
        restored.remember(answer("c", 7));
        assertThat(restored.image()).containsExactly(answer("a", 6), answer("c", 7));
        assertThat(restored.droppedEarly()).isEqualTo(8);
    }

    private static RememberedAnswer answer(String request, long millis) {
        return new RememberedAnswer(new RequestId(request), 1, new LogTime(millis), new Answer.Done());
    }
}
