package io.usher.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer.InventoryTaken;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.transcript.Stage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ended sessions are forgotten in order, and what a host must still be told is not pushed out by what is settled. */
class EndedSessionsTest {

    private final Stage stage = Stage.empty();

    @BeforeEach
    void aHostThatWasLostWithSessions() {
        stage.tell("CreatePool id=desks");
        stage.tell("RegisterHost id=h1 pool=desks agentInstance=first endpoint=h1:3389");
        stage.tell("CreateResource id=office pools=[desks]");
        stage.tell("AssignSession user=anna resource=office");
        stage.tell("AssignSession user=berta resource=office");
        stage.tell("AssignSession user=carla resource=office");
        stage.tell("MarkHostLost host=h1 incarnation=2-0 silence=12s");
    }

    @Test
    void stillOrdersAnOldSessionOffAfterManyOthersHaveEnded() {
        stage.tell("EndSession id=s-4-0");
        stage.restore(CrowdedTable.of(stage.image(), Limits.ENDED_SESSIONS));
        stage.tell("@100-0 RegisterHost id=h1 pool=desks agentInstance=first endpoint=h1:3389");

        InventoryTaken taken = (InventoryTaken)
                stage.tell("ReportInventory host=h1 incarnation=100-0 epoch=1 entries=[{key=7 user=anna state=ACTIVE}]")
                        .reply();

        assertThat(taken.orders())
                .singleElement()
                .satisfies(order ->
                        assertThat(order.session()).map(SessionId::toString).contains("s-4-0"));
    }

    @Test
    void outlivesAnInventoryThatSettlesAndEndsSessionsWhenTheTableIsFull() {
        stage.tell("EndSession id=s-6-0");
        stage.restore(CrowdedTable.of(stage.image(), Limits.ENDED_SESSIONS - 1));
        stage.tell("@100-0 RegisterHost id=h1 pool=desks agentInstance=second endpoint=h1:3389");

        stage.tell("ReportInventory host=h1 incarnation=100-0 epoch=1");

        assertThat(stage.view().sessionsOn(new HostId("h1"))).isEmpty();
        assertThat(stage.image().ended()).hasSize(Limits.ENDED_SESSIONS);
    }

    @Test
    void forgetsTheOneThatWasSettledFirst() {
        EndedSessions ended = new EndedSessions(2, 1);
        List<Session> sessions = CrowdedTable.ended(stage.image(), 4);
        sessions.forEach(ended::put);
        // Told again of the first: it is the latest now.
        ended.put(sessions.get(0).with(sessions.get(0).status(), new LogPosition(99, 0)));
        ended.forgetOldest();
        assertThat(ended.all())
                .extracting(Session::id)
                .containsExactly(sessions.get(0).id(), sessions.get(3).id());
    }

    @Test
    void boundsWhatHostsMustStillBeTold() {
        stage.tell("EndSession id=s-4-0");
        stage.tell("EndSession id=s-5-0");
        EndedSessions ended = new EndedSessions(5, 1);
        stage.image().ended().forEach(ended::put);
        ended.forgetOldest();
        assertThat(ended.untoldOn(new HostId("h1")))
                .singleElement()
                .satisfies(session -> assertThat(session.id()).hasToString("s-5-0"));
        assertThat(ended.all()).hasSize(1);
    }
}
