package io.usher.node.primary;

import static io.usher.node.primary.SiteFixture.ping;
import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.MarkHostLost;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.UpdateSite;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.SiteSettings;
import io.usher.node.primary.PingAnswer.RegisterAgain;
import io.usher.node.primary.PingAnswer.Renewed;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HostMonitorTest {

    private static final Duration TICK = Duration.ofMillis(500);

    private final SiteFixture site = new SiteFixture();
    private final Host host = site.register("h1");
    private final HostMonitor monitor = new HostMonitor(site.term, site.broker, site.clock(), TICK);

    @Test
    void renewsTheLeaseOfAHostThatIsUp() {
        PingAnswer answer = answer(monitor.ping(ping(host)).toCompletableFuture());

        assertThat(answer).isEqualTo(new Renewed(site.look(view -> view.now()), SiteFixture.SETTINGS.hostLease()));
    }

    @Test
    void tellsTheTimeThatTicketsAreIssuedAtNotThatOfTheLastCommand() {
        LogTime last = site.look(view -> view.now());
        site.broker.elapse(Duration.ofMinutes(10));

        PingAnswer answer = answer(monitor.ping(ping(host)).toCompletableFuture());

        assertThat(answer).isEqualTo(new Renewed(last.plus(Duration.ofMinutes(10)), SiteFixture.SETTINGS.hostLease()));
    }

    @Test
    void answersOnlyAfterAReadThatBeganWhenThePingWasThere() {
        site.broker.hold();
        CompletableFuture<PingAnswer> first = monitor.ping(ping(host)).toCompletableFuture();
        CompletableFuture<PingAnswer> second = monitor.ping(ping(host)).toCompletableFuture();

        assertThat(first).isNotDone();
        assertThat(site.broker.linearizableReads())
                .as("the second came too late for it")
                .isEqualTo(1);
        site.broker.release();

        assertThat(answer(first)).isInstanceOf(Renewed.class);
        assertThat(answer(second)).isInstanceOf(Renewed.class);
        assertThat(site.broker.linearizableReads()).isEqualTo(2);
    }

    @Test
    void oneReadServesAllPingsThatCameBefore() {
        site.broker.hold();
        monitor.ping(ping(host));
        for (int i = 0; i < 100; i++) {
            monitor.ping(ping(host));
        }
        site.broker.release();

        assertThat(site.broker.linearizableReads()).isEqualTo(2);
    }

    @Test
    void answersNobodyWhenTheTermEndedDuringTheRead() {
        site.broker.hold();
        CompletableFuture<PingAnswer> answer = monitor.ping(ping(host)).toCompletableFuture();

        site.term.end();
        site.broker.release();

        assertThat(meaning(answer)).isEqualTo(Meaning.NO_PRIMARY);
    }

    @Test
    void answersNobodyWithoutAQuorum() {
        site.broker.fail(Meaning.EXPIRED);

        assertThat(meaning(monitor.ping(ping(host)).toCompletableFuture())).isEqualTo(Meaning.NO_PRIMARY);
    }

    @Test
    void sendsWaitingPingsElsewhereWhenItEnds() {
        site.broker.hold();
        monitor.ping(ping(host));
        CompletableFuture<PingAnswer> waiting = monitor.ping(ping(host)).toCompletableFuture();

        monitor.end();

        assertThat(meaning(waiting)).isEqualTo(Meaning.NO_PRIMARY);
        assertThat(meaning(monitor.ping(ping(host)).toCompletableFuture())).isEqualTo(Meaning.NO_PRIMARY);
    }

    @Test
    void hasAHostRegisterThatIsUnknownLostOrOfAnEarlierLife() {
        Host second = site.register("h1", "another instance");
        assertThat(answer(monitor.ping(ping(host)).toCompletableFuture()))
                .isEqualTo(new RegisterAgain(RefusalReason.STALE_INCARNATION));

        lose(second);
        assertThat(answer(monitor.ping(ping(second)).toCompletableFuture()))
                .isEqualTo(new RegisterAgain(RefusalReason.HOST_IS_LOST));

        site.broker.apply(new RemoveHost(new HostId("h1")));
        assertThat(answer(monitor.ping(ping(second)).toCompletableFuture()))
                .isEqualTo(new RegisterAgain(RefusalReason.HOST_NOT_FOUND));
    }

    @Test
    void givesEveryHostAFullGracePeriodWhenTheTermBegins() {
        site.elapse(Duration.ofHours(1));
        HostMonitor next = new HostMonitor(site.term, site.broker, site.clock(), TICK);

        next.tick();
        run(next, Duration.ofSeconds(12));

        assertThat(site.term.proposed()).isEmpty();
        run(next, TICK);
        assertThat(site.term.proposed()).hasSize(1);
    }

    @Test
    void declaresASilentHostLostWithTheMeasuredSilence() {
        monitor.tick();
        run(monitor, Duration.ofMillis(12_500));

        assertThat(site.term.proposed())
                .containsExactly(new MarkHostLost(host.id(), host.incarnation(), Duration.ofMillis(12_500)));
        assertThat(site.host("h1").isUp()).isFalse();
    }

    @Test
    void leavesAHostAloneThatPings() {
        monitor.tick();
        for (int i = 0; i < 30; i++) {
            run(monitor, Duration.ofSeconds(2));
            monitor.ping(ping(host));
        }

        assertThat(site.term.proposed()).isEmpty();
    }

    @Test
    void countsTheSilenceFromTheLatestPing() {
        monitor.tick();
        run(monitor, Duration.ofSeconds(11));
        monitor.ping(ping(host));
        run(monitor, Duration.ofSeconds(12));
        assertThat(site.term.proposed()).isEmpty();

        run(monitor, TICK);

        assertThat(site.term.proposed())
                .containsExactly(new MarkHostLost(host.id(), host.incarnation(), Duration.ofMillis(12_500)));
    }

    @Test
    void givesAHostThatRegistersAFullGracePeriod() {
        monitor.tick();
        run(monitor, Duration.ofSeconds(11));

        site.register("h1", "another instance");
        run(monitor, Duration.ofSeconds(12));

        assertThat(site.term.proposed()).isEmpty();
    }

    @Test
    void givesNoLeaseToAHostThatIsBeingDeclaredLost() {
        monitor.tick();
        run(monitor, Duration.ofSeconds(12));
        site.broker.hold();
        run(monitor, TICK);
        assertThat(site.term.proposed()).as("under way").hasSize(1);

        CompletableFuture<PingAnswer> answer = monitor.ping(ping(host)).toCompletableFuture();
        assertThat(site.host("h1").isUp()).as("not committed yet").isTrue();
        site.broker.releaseLastFirst();

        assertThat(answer(answer)).isEqualTo(new RegisterAgain(RefusalReason.HOST_IS_LOST));
    }

    @Test
    void asksAgainWhenItIsUnsureWhetherAHostWasDeclaredLost() {
        monitor.tick();
        run(monitor, Duration.ofSeconds(12));
        site.broker.fail(Meaning.OUTCOME_UNKNOWN);
        run(monitor, TICK);
        site.broker.heal();
        assertThat(site.term.proposed()).hasSize(1);

        // It speaks again meanwhile, and must not get a lease as long as the first command may still be carried out.
        assertThat(answer(monitor.ping(ping(host)).toCompletableFuture()))
                .isEqualTo(new RegisterAgain(RefusalReason.HOST_IS_LOST));
        run(monitor, TICK);

        assertThat(site.term.proposed()).hasSize(2);
        assertThat(site.host("h1").isUp()).isFalse();
        Host back = site.register("h1", "instance");
        assertThat(answer(monitor.ping(ping(back)).toCompletableFuture())).isInstanceOf(Renewed.class);
    }

    @Test
    void countsNoTimeInWhichThisBrokerStoodStill() {
        monitor.tick();
        site.elapse(Duration.ofMinutes(5));
        monitor.tick();

        assertThat(site.term.proposed()).isEmpty();
        run(monitor, Duration.ofSeconds(13));
        assertThat(site.term.proposed()).hasSize(1);
    }

    @Test
    void waitsOutTheLeaseThatAHostWasGivenUnderOlderSettings() {
        monitor.tick();
        monitor.ping(ping(host));
        site.broker.apply(
                new UpdateSite(Optional.empty(), "", new SiteSettings(Duration.ofSeconds(1), Duration.ofSeconds(2))));

        run(monitor, Duration.ofSeconds(12));
        assertThat(site.term.proposed()).as("its lease lasts 8 s yet").isEmpty();

        monitor.ping(ping(host));
        run(monitor, Duration.ofMillis(2_500));
        assertThat(site.term.proposed()).as("by then it knew of 1 s").hasSize(1);
    }

    @Test
    void declaresManyHostsLostInPortions() {
        for (int i = 0; i < HostMonitor.MOST_LOST_AT_ONCE + 10; i++) {
            site.register("many" + i);
        }
        monitor.tick();
        run(monitor, Duration.ofMillis(12_500));
        assertThat(site.term.proposed()).hasSize(HostMonitor.MOST_LOST_AT_ONCE);

        run(monitor, TICK);

        assertThat(site.term.proposed()).hasSize(HostMonitor.MOST_LOST_AT_ONCE + 11);
    }

    private void run(HostMonitor running, Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            site.elapse(TICK);
            running.tick();
        }
    }

    private void lose(Host lost) {
        site.broker.apply(new MarkHostLost(lost.id(), lost.incarnation(), Duration.ofMinutes(1)));
    }

    private static PingAnswer answer(CompletableFuture<PingAnswer> answer) {
        assertThat(answer).isDone();
        return answer.join();
    }

    private static Meaning meaning(CompletableFuture<PingAnswer> answer) {
        assertThat(answer).isDone();
        return answer.handle((nothing, failure) -> failure instanceof ReplicationException replication
                        ? Optional.of(replication.meaning())
                        : Optional.<Meaning>empty())
                .join()
                .orElseThrow();
    }
}
