package io.usher.node.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.model.LogTime;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLeaseTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private Duration now = Duration.ofMinutes(5);
    private final HostLease lease = new HostLease(() -> now);

    @Test
    void isNotHeldBeforeTheFirstAnswer() {
        assertThat(lease.isHeld()).isFalse();
        assertThat(lease.latestLogTime()).isEmpty();
    }

    @Test
    void countsFromWhenThePingWasSentAndNotFromTheAnswer() {
        Duration sentAt = lease.sendingNow();
        pass(Duration.ofSeconds(6));
        lease.renew(sentAt, new LogTime(1000), LENGTH);

        pass(Duration.ofMillis(3989));
        assertThat(lease.isHeld()).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(lease.isHeld()).as("one step of the clock before the end").isFalse();
    }

    @Test
    void boundsLogTimeByTheTimeSinceThePing() {
        lease.renew(lease.sendingNow(), new LogTime(1000), LENGTH);
        pass(Duration.ofSeconds(3));

        assertThat(lease.latestLogTime()).contains(new LogTime(1000 + 3000 + 10));
    }

    @Test
    void isProlongedByLaterPingsOnly() {
        Duration first = lease.sendingNow();
        lease.renew(first, new LogTime(1000), LENGTH);
        pass(Duration.ofSeconds(2));
        Duration second = lease.sendingNow();
        pass(Duration.ofSeconds(5));
        lease.renew(second, new LogTime(6000), LENGTH);
        lease.renew(first, new LogTime(9999), LENGTH);

        assertThat(lease.latestLogTime()).contains(new LogTime(6000 + 5000 + 10));
        pass(Duration.ofMillis(4980));
        assertThat(lease.isHeld()).isTrue();
        pass(Duration.ofMillis(10));
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void isOverAfterALongSleep() {
        lease.renew(lease.sendingNow(), new LogTime(1000), LENGTH);
        pass(Duration.ofHours(8));

        assertThat(lease.isHeld()).isFalse();
        assertThat(lease.latestLogTime()).isEmpty();
    }

    @Test
    void comesBackOnlyWithAPingThatWasSentAfterItWasGivenUp() {
        Duration before = lease.sendingNow();
        pass(Duration.ofMillis(10));
        lease.end();
        lease.renew(before, new LogTime(1000), LENGTH);
        assertThat(lease.isHeld()).isFalse();

        pass(Duration.ofMillis(10));
        lease.renew(lease.sendingNow(), new LogTime(2000), LENGTH);
        assertThat(lease.isHeld()).isTrue();
    }

    @Test
    void runsOutWhenItsTimeIsOverAndNotWhenItIsGivenUp() {
        lease.renew(lease.sendingNow(), new LogTime(1000), LENGTH);
        lease.end();

        pass(Duration.ofMillis(9989));
        assertThat(lease.hasRunOut()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(lease.hasRunOut()).isTrue();

        lease.renew(lease.sendingNow(), new LogTime(2000), LENGTH);
        assertThat(lease.hasRunOut()).isFalse();
    }

    @Test
    void mayHaveBeenHeldBeforeTheAgentStarted() {
        pass(Duration.ofMillis(7_999));
        assertThat(lease.hasRunOut()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(lease.hasRunOut()).isTrue();
    }

    @Test
    void theKernelCountsTheTimeSinceBoot() throws IOException {
        assertThat(KernelBootClock.parse("836.07 1582.12\n")).isEqualTo(Duration.ofMillis(836_070));
        KernelBootClock clock = new KernelBootClock();
        Duration first = clock.sinceBoot();
        assertThat(clock.sinceBoot()).isPositive().isGreaterThanOrEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "836.07", "x 1", "836.0712 1", " 836.07 1"})
    void refusesAnotherFormOfUptime(String uptime) {
        assertThatThrownBy(() -> KernelBootClock.parse(uptime)).isInstanceOf(IOException.class);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
