package io.usher.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.Reply;
import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.state.Reversal;
import io.usher.core.transcript.Stage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that are taken back, in the language of the transcripts. */
class ReversalTest {

    private static final List<String> BEFORE = List.of(
            "FoundSite id=bremen",
            "GrantRole identity=cn:alice role=ADMIN",
            "GrantRole identity=uri:spiffe://a/b role=GATEWAY",
            "CreatePool id=desks description=before",
            "CreatePool id=empty description=before",
            "RegisterHost id=h1 pool=desks agentInstance=first endpoint=h1:3389",
            "RegisterHost id=h2 pool=desks agentInstance=first endpoint=h2:3389",
            "CreateBinding pool=desks host=h2 ownerMode=USER ownerName=dora",
            "CreateFolder id=office displayName=Office",
            "CreateResource id=mail pools=[desks]",
            "CreateSchedule id=night pool=desks recurrence=\"0 2 * * *\" zone=UTC steps=[{offset=0s action=DRAIN}]"
                    + " belowMinimum=false");

    private final Stage stage = Stage.empty();

    ReversalTest() {
        BEFORE.forEach(stage::tell);
    }

    private static AuditEntry latest(Stage stage) {
        return stage.view().security().latestAudit().orElseThrow();
    }

    /** What taking the change back comes to; the stage itself stays as it is. */
    private Broker takeBack(AuditEntry change) {
        Broker broker = Broker.restore(stage.image());
        reply(broker, change);
        return broker;
    }

    private Reply reply(Broker broker, AuditEntry change) {
        LogPosition next = new LogPosition(stage.view().applied().index() + 1, 0);
        CommandContext context = new CommandContext(next, stage.view().now(), Optional.empty());
        return broker.apply(context, Reversal.of(change).orElseThrow().command())
                .reply();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UpdateSite displayName=after",
                "CreatePool id=new",
                "UpdatePool id=desks description=after",
                "DeletePool id=empty",
                "CreateResource id=new pools=[desks]",
                "UpdateResource id=mail pools=[desks empty] folder=office",
                "DeleteResource id=mail",
                "CreateFolder id=new parent=office",
                "UpdateFolder id=office displayName=after otherwise=DENY",
                "DeleteFolder id=office",
                "CreateSchedule id=new pool=desks recurrence=\"0 3 * * *\" zone=UTC steps=[{offset=0s action=DRAIN}]"
                        + " belowMinimum=false",
                "UpdateSchedule id=night pool=desks recurrence=\"0 3 * * *\" zone=UTC steps=[{offset=0s action=DRAIN}]"
                        + " belowMinimum=false",
                "DeleteSchedule id=night",
                "UpdateHost id=h1 logonControl=DISABLED maxSessions=6",
                "ControlHostLogons host=h1 control=DRAIN belowMinimum=false",
                "CreateBinding pool=desks host=h1 ownerMode=USER ownerName=cleo",
                "DeleteBinding host=h2",
                "GrantRole identity=ou:staff role=CLIENT",
                "RevokeRole identity=uri:spiffe://a/b role=GATEWAY"
            })
    void whatWasChangedIsChangedBack(String change) {
        assertThat(stage.tell(change).reply()).isInstanceOf(Answer.class);
        AuditEntry entry = latest(stage);

        AuditEntry back = takeBack(entry).view().security().latestAudit().orElseThrow();

        assertThat(back.position()).isGreaterThan(entry.position());
        assertThat(entry.changes()).isNotEmpty();
        assertThat(back.changes())
                .containsExactlyInAnyOrderElementsOf(entry.changes().stream()
                        .map(each -> new AuditChange(
                                each.object(), each.field(), /* before= */ each.after(), /* after= */ each.before()))
                        .toList());
    }

    @Test
    void aLaterChangeIsNeverOverwritten() {
        stage.tell("UpdatePool id=desks description=after");
        AuditEntry change = latest(stage);
        stage.tell("UpdatePool id=desks description=later");

        Broker broker = Broker.restore(stage.image());
        assertThat(reply(broker, change))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(RefusalReason.ETAG_MISMATCH));
    }

    @Test
    void whatWasTakenBackCanBeDoneAgain() {
        stage.tell("UpdatePool id=desks description=after");
        Broker back = takeBack(latest(stage));
        AuditEntry reversal = back.view().security().latestAudit().orElseThrow();
        stage.restore(back.image());

        assertThat(takeBack(reversal).view().pools())
                .anySatisfy(pool -> assertThat(pool.description()).isEqualTo("after"));
    }

    @Test
    void whatCannotBeTakenBackSaysSo() {
        stage.tell("ControlPoolLogons pool=desks control=DRAIN belowMinimum=true");
        assertThat(Reversal.of(latest(stage))).isEmpty();
    }
}
