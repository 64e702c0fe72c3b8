package io.usher.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.AssignSession;
import io.usher.core.command.ExpireQueue;
import io.usher.core.command.KeepWaiting;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdateHost;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.Session;
import io.usher.core.model.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Free seats go to those who wait; whose time is over is sent away, but not by a primary that knows too little. */
class QueueKeeperTest {

    private final SiteFixture site = new SiteFixture();
    private final QueueKeeper keeper = new QueueKeeper(site.term, site.broker, site.clock());

    QueueKeeperTest() {
        site.register("h1");
        seats(1);
        site.assign("anna");
    }

    @Test
    void proposesNothingWhileNobodyWaitsOrNothingIsFree() {
        keeper.tick();
        wait("berta", 60);
        keeper.tick();

        assertThat(site.term.proposed()).isEmpty();
    }

    @Test
    void letsInAsManyAsThereAreSeats() {
        wait("berta", 60);
        wait("carl", 60);
        wait("dora", 60);
        seats(3);

        keeper.tick();
        keeper.tick();

        assertThat(site.term.proposed()).hasSize(2).containsOnly(new AdmitNext(new PoolId("office")));
        assertThat(users()).containsExactly("dora");
        List<Session> ofBerta = site.look(view -> view.sessionsOf(new UserName("berta")));
        assertThat(ofBerta).hasSize(1);
    }

    @Test
    void sendsAwayWhoWaitedLongEnough() {
        QueueEntryId berta = wait("berta", 40);
        site.elapse(Duration.ofSeconds(26));
        site.broker.apply(new KeepWaiting(List.of(berta)));
        keeper.tick();
        assertThat(site.term.proposed()).isEmpty();

        site.elapse(Duration.ofSeconds(14));
        keeper.tick();

        assertThat(site.term.proposed()).containsExactly(new ExpireQueue(1_000));
        assertThat(outcome(berta)).isEqualTo(RefusalReason.WAIT_TIMED_OUT);
    }

    /** Clients of a broker that died need time to find another one. */
    @Test
    void holdsNothingAgainstClientsBeforeTheyCanBeThere() {
        QueueEntryId berta = wait("berta", 600);
        site.elapse(Duration.ofSeconds(35));
        QueueKeeper next = new QueueKeeper(site.term, site.broker, site.clock());

        next.tick();
        assertThat(site.term.proposed()).isEmpty();

        site.elapse(QueueKeeper.GRACE);
        next.tick();
        assertThat(outcome(berta)).isEqualTo(RefusalReason.CLIENT_GONE);
    }

    @Test
    void aNewPrimaryGoesOnWhereTheOldOneStopped() {
        wait("berta", 600);
        wait("carl", 600);
        seats(2);

        new QueueKeeper(site.term, site.broker, site.clock()).tick();

        assertThat(users()).containsExactly("carl");
    }

    private QueueEntryId wait(String user, int seconds) {
        site.broker.apply(new AssignSession(
                new UserName(user),
                new ResourceId("desk"),
                ClientInfo.UNKNOWN,
                List.of(),
                Optional.of(Duration.ofSeconds(seconds))));
        return site.look(view -> view.queueEntriesOf(new UserName(user)).get(0).id());
    }

    private void seats(int seats) {
        HostPolicy policy = new HostPolicy(OptionalInt.empty(), OptionalInt.of(seats), OptionalInt.empty());
        site.broker.apply(new UpdateHost(
                new HostId("h1"), Optional.empty(), new HostSettings(policy, LogonControl.ENABLED, "", List.of())));
    }

    private List<String> users() {
        return site.look(view -> view.queueEntries().stream()
                .map(QueueEntry::user)
                .map(UserName::value)
                .toList());
    }

    private RefusalReason outcome(QueueEntryId id) {
        return site.look(view -> ((Refusal) view.endedWait(id).orElseThrow().outcome()).reason());
    }
}
