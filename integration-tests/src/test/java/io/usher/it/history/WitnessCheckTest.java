package io.usher.it.history;

import static io.usher.it.history.Story.assign;
import static io.usher.it.history.Story.granted;
import static io.usher.it.history.Story.header;
import static io.usher.it.history.Story.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.MarkHostLost;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.it.client.Outcome;
import io.usher.it.history.Operation.Span;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.GetSessionResponse;
import io.usher.proto.v1.ReadConsistency;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import io.usher.proto.v1.WatchSessionsResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The checker accepts what fits and names what does not: every rule is shown a history that breaks it. */
class WitnessCheckTest {

    private final Story story = Story.ofTwoHosts();

    @Test
    void acceptsAnswersThatTheLogGave() {
        story.commit("a", assign("alice"));
        story.commit("b", assign("bob"));
        story.asked("alice", "a", new Span(0, 10), granted("h1", 6, 6));
        story.asked("bob", "b", new Span(5, 15), granted("h2", 7, 7));

        assertThat(story.brokenRules()).isEmpty();
    }

    @Test
    void findsAnAcknowledgedAssignmentThatTheLogDoesNotHold() {
        story.asked("alice", "a", new Span(0, 10), granted("h1", 6, 6));

        assertThat(story.brokenRules()).containsExactly(WitnessCheck.LOST);
    }

    @Test
    void findsACommandThatWasToldNotToBeDone() {
        story.commit("a", assign("alice"));
        story.asked("alice", "a", new Span(0, 10), new Outcome.NotDone<>("NO_PRIMARY"));

        assertThat(story.brokenRules()).containsExactly(WitnessCheck.UNWANTED);
    }

    @Test
    void acceptsAnUnknownOutcomeEitherWay() {
        story.commit("a", assign("alice"));
        story.asked("alice", "a", new Span(0, 10), new Outcome.Unknown<>("no answer"));
        story.asked("bob", "b", new Span(0, 10), new Outcome.Unknown<>("no answer"));

        assertThat(story.brokenRules()).isEmpty();
    }

    @Test
    void findsAnAnswerThatNamesAnotherHost() {
        story.commit("a", assign("alice"));
        story.asked("alice", "a", new Span(0, 10), granted("h2", 6, 6));

        assertThat(story.brokenRules()).containsExactly(WitnessCheck.WRONG_ANSWER);
    }

    @Test
    void acceptsTheFirstAnswerForARetry() {
        story.commit("a", assign("alice"));
        story.commit("a", assign("alice"));
        story.asked("alice", "a", new Span(0, 10), granted("h1", 6, 7));

        assertThat(story.brokenRules()).isEmpty();
    }

    @Test
    void findsARetryThatHadAnEffectOfItsOwn() {
        story.commit("a", assign("alice"));
        story.commit("a", assign("alice"));
        story.asked("alice", "a", new Span(0, 10), granted("h1", 7, 7));

        assertThat(story.brokenRules()).containsExactly(WitnessCheck.WRONG_ANSWER);
    }

    @Test
    void findsASeatBeyondTheLimitThatSomebodyWasGiven() {
        story.commit("a", assign("alice"));
        story.commit("b", assign("bob"));
        story.commit("c", assign("carol"));
        story.asked("carol", "c", new Span(0, 10), granted("h1", 8, 8));

        assertThat(story.brokenRules()).containsExactly(WitnessCheck.WRONG_ANSWER);
    }

    @Test
    void comparesTheCountedReasonsOfARefusal() {
        story.commit("a", assign("alice"));
        story.commit("b", assign("bob"));
        story.commit("c", assign("carol"));
        Map<String, String> right = Map.of("resource", "desktop", "decision", "8-0", "full", "2");
        Map<String, String> wrong = Map.of("resource", "desktop", "decision", "8-0", "full", "1", "lost", "1");

        story.asked("carol", "c", new Span(0, 10), refused("NO_SEAT", right));
        assertThat(story.brokenRules()).isEmpty();

        story.asked("carol", "c", new Span(0, 10), refused("NO_SEAT", wrong));
        assertThat(story.brokenRules()).containsExactly(WitnessCheck.WRONG_ANSWER);
    }

    @Test
    void findsACommandThatStandsBeforeSomethingToldBeforeItWasAsked() {
        story.commit("b", assign("bob"));
        story.commit("a", assign("alice"));
        story.asked("alice", "a", new Span(0, 10), granted("h2", 7, 7));
        story.asked("bob", "b", new Span(20, 30), granted("h1", 6, 6));

        assertThat(story.brokenRules()).containsExactly(WitnessCheck.STALE);
    }

    @Test
    void findsALinearizableReadThatMissesWhatWasTold() {
        story.commit("a", assign("alice"));
        story.commit("b", assign("bob"));
        story.asked("alice", "a", new Span(0, 10), granted("h1", 6, 6));
        story.asked("bob", "b", new Span(11, 20), granted("h2", 7, 7));
        story.asked(get(ReadConsistency.READ_CONSISTENCY_LINEARIZABLE), new Span(21, 30), found(pending(), 6));

        assertThat(story.brokenRules()).containsExactly(WitnessCheck.STALE);
    }

    @Test
    void acceptsAStaleReadThatWasAskedFor() {
        story.commit("a", assign("alice"));
        story.commit("b", assign("bob"));
        story.asked("bob", "b", new Span(11, 20), granted("h2", 7, 7));
        story.asked(get(ReadConsistency.READ_CONSISTENCY_STALE), new Span(21, 30), found(pending(), 6));

        assertThat(story.brokenRules()).isEmpty();
    }

    @Test
    void findsAReadThatShowsWhatNeverWas() {
        story.commit("a", assign("alice"));
        Session active =
                pending().toBuilder().setState(Session.State.STATE_ACTIVE).build();
        story.asked(get(ReadConsistency.READ_CONSISTENCY_STALE), new Span(21, 30), found(active, 6));

        assertThat(story.brokenRules()).containsExactly(WitnessCheck.WRONG_READ);
    }

    @Test
    void findsADefectThatABrokerReported() {
        story.asked("alice", "a", new Span(0, 10), new Outcome.Unknown<>("b1: INTERNAL FAULT"));

        assertThat(story.brokenRules()).containsExactly(WitnessCheck.FAULT);
    }

    @Test
    void acceptsAWatchThatShowsEveryChangeOnce() {
        story.commit("a", assign("alice"));
        story.commit("b", assign("bob"));

        assertThat(story.brokenRules(
                        List.of(watch(event(6, "alice", "h1"), progress(6), event(7, "bob", "h2"))), NO, NO2))
                .isEmpty();
    }

    @Test
    void findsAWatchThatLeftOutAChange() {
        story.commit("a", assign("alice"));
        story.commit("b", assign("bob"));

        assertThat(story.brokenRules(List.of(watch(event(7, "bob", "h2"))), NO, NO2))
                .containsExactly(WatchCheck.WRONG_EVENTS);
        assertThat(story.brokenRules(List.of(watch(progress(7))), NO, NO2)).containsExactly(WatchCheck.WRONG_EVENTS);
    }

    @Test
    void findsAWatchThatRepeatedAChange() {
        story.commit("a", assign("alice"));

        assertThat(story.brokenRules(List.of(watch(event(6, "alice", "h1"), event(6, "alice", "h1"))), NO, NO2))
                .containsExactly(WatchCheck.DISORDER);
    }

    @Test
    void findsAUserWhomTwoHostsLetIn() {
        List<Stay> stays = List.of(stay("h2", 9, 100), stay("h1", 6, 200));

        assertThat(story.brokenRules(List.of(), stays, NO2)).containsExactly(HostCheck.TWICE_IN);
    }

    @Test
    void findsAHostThatTookAnOldTicket() {
        List<Stay> stays = List.of(stay("h1", 9, 100), stay("h1", 6, 200));

        assertThat(story.brokenRules(List.of(), stays, NO2)).containsExactly(HostCheck.OLD_TICKET);
    }

    @Test
    void acceptsAUserWhoWentElsewhere() {
        List<Stay> stays = List.of(stay("h1", 6, 100), stay("h2", 9, 200));

        assertThat(story.brokenRules(List.of(), stays, NO2)).isEmpty();
    }

    @Test
    void findsAHostThatWasDeclaredLostInsideItsLease() {
        story.commit(
                "",
                new MarkHostLost(new HostId("h1"), new HostIncarnation(new LogPosition(3, 0)), Duration.ofSeconds(12)));
        long lostAt = Story.START + 6000;
        LeaseRenewal fresh = new LeaseRenewal("h1", lostAt - 7999, 0);
        LeaseRenewal over = new LeaseRenewal("h1", lostAt - 8000, 0);

        assertThat(story.brokenRules(List.of(), NO, List.of(over))).isEmpty();
        assertThat(story.brokenRules(List.of(), NO, List.of(over, fresh))).containsExactly(HostCheck.LEASE_CUT_SHORT);
    }

    private static final List<Stay> NO = List.of();
    private static final List<LeaseRenewal> NO2 = List.of();

    private static Stay stay(String host, long fence, long from) {
        return new Stay(host, "alice", "sessions/s", new LogPosition(fence, 0), from, OptionalLong.empty());
    }

    private static WatchRecord watch(WatchSessionsResponse... responses) {
        return new WatchRecord("watcher", 5, List.of(responses));
    }

    private static WatchSessionsResponse progress(long revision) {
        return WatchSessionsResponse.newBuilder().setHeader(header(revision)).build();
    }

    private static WatchSessionsResponse event(long revision, String user, String host) {
        return progress(revision).toBuilder()
                .addEvents(SessionEvent.newBuilder()
                        .setChange(SessionEvent.Change.CHANGE_GRANTED)
                        .setSession(pending(revision, user, host)))
                .build();
    }

    private static GetSessionRequest get(ReadConsistency consistency) {
        return GetSessionRequest.newBuilder()
                .setName("sessions/s-6-0")
                .setConsistency(consistency)
                .build();
    }

    private static Outcome<GetSessionResponse> found(Session session, long revision) {
        return new Outcome.Answered<>(
                GetSessionResponse.newBuilder()
                        .setHeader(header(revision))
                        .setSession(session)
                        .build(),
                "b1");
    }

    private static Session pending() {
        return pending(6, "alice", "h1");
    }

    private static Session pending(long index, String user, String host) {
        return Session.newBuilder()
                .setName("sessions/s-" + index + "-0")
                .setUser(user)
                .setResource("resources/desktop")
                .setPool("pools/office")
                .setHost("hosts/" + host)
                .setState(Session.State.STATE_PENDING)
                .setStateTime(com.google.protobuf.Timestamp.newBuilder().setSeconds((Story.START / 1000) + index))
                .setFence(index + "-0")
                .setRequestId(user.substring(0, 1))
                .setRevision(index)
                .build();
    }
}
