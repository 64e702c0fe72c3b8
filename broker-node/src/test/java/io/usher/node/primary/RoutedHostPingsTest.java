package io.usher.node.primary;

import static io.usher.node.primary.SiteFixture.ping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.model.BrokerId;
import io.usher.core.model.Host;
import io.usher.core.model.LogTime;
import io.usher.core.model.SiteId;
import io.usher.node.primary.PingAnswer.Renewed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutedHostPingsTest {

    private static final Renewed ELSEWHERE = new Renewed(new LogTime(42), Duration.ofSeconds(8));

    private final SiteFixture site = new SiteFixture();
    private final Host host = site.register("h1");
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "duties"));
    private final PrimaryDuties duties = new PrimaryDuties(
            site.broker, new BrokerId("b1"), new SiteId("test"), new PingSchedule(Duration.ofSeconds(1)), timer);
    private final OtherPrimary other = new OtherPrimary();
    private final RoutedHostPings pings = new RoutedHostPings(duties, other, timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void answersHereWhileThisBrokerLeads() {
        duties.started(site.term);

        assertThat(answer(send())).isInstanceOf(Renewed.class).isNotEqualTo(ELSEWHERE);
        assertThat(other.calls).isEmpty();
    }

    @Test
    void passesOnWhileAnotherBrokerLeads() {
        assertThat(answer(send())).isEqualTo(ELSEWHERE);
    }

    @Test
    void passesOnAfterTheTermEnded() {
        duties.started(site.term);
        duties.ended(site.term);

        assertThat(answer(send())).isEqualTo(ELSEWHERE);
    }

    @Test
    void putsTogetherWhatComesWhileACallIsOnItsWay() {
        other.hold();
        List<CompletableFuture<PingAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(send());
        }

        other.release();

        answers.forEach(answer -> assertThat(answer(answer)).isEqualTo(ELSEWHERE));
        assertThat(other.calls).extracting(List::size).containsExactly(1, 9);
    }

    @Test
    void waitsOutAnElection() {
        other.failures = 3;

        assertThat(answer(send())).isEqualTo(ELSEWHERE);
        assertThat(other.calls).hasSize(4);
    }

    @Test
    void takesOverWhenThisBrokerIsElected() {
        other.failures = Integer.MAX_VALUE;
        CompletableFuture<PingAnswer> answer = send();

        duties.started(site.term);

        assertThat(answer(answer)).isInstanceOf(Renewed.class);
    }

    @Test
    void givesUpAtTheDeadline() {
        other.failures = Integer.MAX_VALUE;

        CompletableFuture<PingAnswer> answer =
                pings.ping(ping(host), Deadline.after(Duration.ofMillis(100))).toCompletableFuture();

        assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ReplicationException.class)
                .hasMessageContaining("in time");
    }

    private CompletableFuture<PingAnswer> send() {
        return pings.ping(ping(host), Deadline.after(Duration.ofSeconds(5))).toCompletableFuture();
    }

    private static PingAnswer answer(CompletableFuture<PingAnswer> answer) {
        return answer.orTimeout(5, TimeUnit.SECONDS).join();
    }

    private static final class OtherPrimary implements PingLink {

        private final List<List<HostPing>> calls = new ArrayList<>();
        private int failures;
        private CompletableFuture<Boolean> gate = CompletableFuture.completedFuture(true);

        void hold() {
            gate = new CompletableFuture<>();
        }

        void release() {
            gate.complete(true);
        }

        @Override
        public synchronized CompletionStage<List<PingAnswer>> pass(List<HostPing> pings, Deadline deadline) {
            calls.add(pings);
            if (failures > 0) {
                failures--;
                return CompletableFuture.failedFuture(new ReplicationException(Meaning.NO_PRIMARY, "for a test"));
            }
            return gate.thenApply(
                    open -> pings.stream().<PingAnswer>map(ping -> ELSEWHERE).toList());
        }
    }
}
