package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.Durations;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.StandbySettings;
import io.usher.node.primary.Newcomers.Newcomer;
import io.usher.node.primary.VoteKeeper;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.AddBrokerRequest;
import io.usher.proto.v1.AddBrokerResponse;
import io.usher.proto.v1.AddBrokerResponse.State;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.GetBrokerRequest;
import io.usher.proto.v1.RemoveBrokerRequest;
import io.usher.proto.v1.UpdateBrokerRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Standbys as b1, the primary of b1, b2 and b3, has them come, go and stand in. */
class StandbyGrpcTest {

    private static final BrokerId B2 = new BrokerId("b2");
    private static final BrokerId B3 = new BrokerId("b3");
    private static final BrokerId B4 = new BrokerId("b4");

    private final ApiFixture api = new ApiFixture();
    private long nanos;
    private VoteKeeper keeper = keeper();

    @BeforeEach
    void register() {
        api.furnish();
        api.broker.apply(new RaiseFeatureLevel(StandbySettings.LEVEL));
        for (String id : List.of("b1", "b2", "b3")) {
            api.broker.apply(new RegisterBroker(new BrokerId(id), id + ":7400", "", "1"));
        }
        api.broker.apply(new RecordLead(new BrokerId("b1"), 7));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private VoteKeeper keeper() {
        return new VoteKeeper(api.broker, api.control, () -> nanos);
    }

    @Test
    void addsABrokerWithoutAVoteAndLeavesItSo() {
        AddBrokerResponse response = add("b4", true);
        keeper.tick();

        assertThat(response.getState()).isEqualTo(State.STATE_STANDBY);
        assertThat(response.getWarningsList()).as("of an even number").isEmpty();
        assertThat(response.getBroker().getStandby()).isTrue();
        assertThat(api.control.members.isStandby(B4)).isTrue();
        assertThat(add("b4", true).getState()).isEqualTo(State.STATE_STANDBY);
    }

    @Test
    void saysHowAMemberGetsOrLosesItsVoteInsteadOfAddingItOtherwise() {
        add("b4", true);

        assertThat(Errors.of(() -> add("b4", false)).reason()).isEqualTo("BROKER_IS_STANDBY");
        assertThat(Errors.of(() -> add("b3", true)).reason()).isEqualTo("BROKER_NOT_STANDBY");
        assertThat(api.control.members.voters()).hasSize(3);
    }

    @Test
    void givesAndTakesVotesAsAdministratorsSay() {
        add("b4", true);

        update("b4", Broker.newBuilder().setStandby(false), "standby");
        keeper.tick();
        assertThat(votes()).containsExactlyInAnyOrder("b1", "b2", "b3", "b4");
        update("b2", Broker.newBuilder().setStandby(true), "standby");
        keeper.tick();

        assertThat(votes()).containsExactlyInAnyOrder("b1", "b3", "b4");
        assertThat(get("b2").getStandby()).isTrue();
    }

    @Test
    void refusesToTakeTheVoteOfThePrimaryOrOneWithoutWhichNoMajorityWouldAnswer() {
        api.control.silent.add(B2);

        assertThat(Errors.of(() -> update("b3", Broker.newBuilder().setStandby(true), "standby"))
                        .reason())
                .isEqualTo("WOULD_LOSE_QUORUM");
        assertThat(Errors.of(() -> update("b1", Broker.newBuilder().setStandby(true), "standby"))
                        .reason())
                .isIn("BROKER_IS_PRIMARY", "WOULD_LOSE_QUORUM");
        assertThat(update("b3", Broker.newBuilder().setDescription("Rack 3"), "description")
                        .getDescription())
                .isEqualTo("Rack 3");
        assertThat(get("b3").getStandby()).isFalse();
    }

    @Test
    void takesNoVoteAsLongAsNoMajorityOfTheOthersIsUp() {
        update("b3", Broker.newBuilder().setStandby(true), "standby");
        api.control.silent.add(B2);
        keeper.tick();
        assertThat(votes()).containsExactlyInAnyOrder("b1", "b2", "b3");

        api.control.silent.clear();
        keeper.tick();

        assertThat(votes()).containsExactlyInAnyOrder("b1", "b2");
    }

    @Test
    void aStandbyGetsTheVoteOfABrokerThatIsMissingWhichStaysAStandbyWhenItIsBack() {
        add("b4", true);
        api.control.silent.add(B3);
        keeper.tick();
        pass(Duration.ofSeconds(29));
        keeper.tick();
        assertThat(get("b3").getStandby()).isFalse();

        pass(Duration.ofSeconds(1));
        keeper.tick();
        assertThat(get("b3").getStandby()).isTrue();
        assertThat(get("b4").getStandby()).isFalse();
        // Another primary finishes what this one ordered.
        keeper = keeper();
        keeper.tick();

        assertThat(votes()).containsExactlyInAnyOrder("b1", "b2", "b4");
        assertThat(api.control.members.isStandby(B3)).isTrue();
        api.control.silent.clear();
        pass(Duration.ofDays(1));
        keeper.tick();
        assertThat(votes()).containsExactlyInAnyOrder("b1", "b2", "b4");
    }

    @Test
    void whoeverAnswersAgainGetsTheWholeTimeAgain() {
        add("b4", true);
        update("b4", Broker.newBuilder().setStandInAfter(Durations.fromSeconds(10)), "stand_in_after");
        api.control.silent.add(B3);
        keeper.tick();
        pass(Duration.ofSeconds(9));
        api.control.silent.clear();
        keeper.tick();
        api.control.silent.add(B3);
        keeper.tick();
        pass(Duration.ofSeconds(9));
        keeper.tick();
        assertThat(get("b3").getStandby()).isFalse();

        pass(Duration.ofSeconds(1));
        keeper.tick();

        assertThat(get("b3").getStandby()).isTrue();
    }

    @Test
    void aStandbyThatIsMissingItselfStandsInForNobodyAndTheNextOneDoes() {
        add("b4", true);
        add("b5", true);
        update("b4", Broker.newBuilder().setPriority(10), "priority");
        api.control.silent.addAll(List.of(B3, B4));
        keeper.tick();
        pass(Duration.ofSeconds(30));
        keeper.tick();
        keeper.tick();

        assertThat(votes()).containsExactlyInAnyOrder("b1", "b2", "b5");
    }

    @Test
    void aVoteThatNobodyCanTakeYetIsNotGivenUp() {
        add("b4", true);
        api.control.silent.add(B3);
        keeper.tick();
        pass(Duration.ofSeconds(30));
        keeper.tick();
        // Ordered; now the one that was to stand in is gone, too.
        api.control.silent.add(B4);
        keeper.tick();
        assertThat(votes()).containsExactlyInAnyOrder("b1", "b2", "b3");

        api.control.silent.remove(B4);
        keeper.tick();

        assertThat(votes()).containsExactlyInAnyOrder("b1", "b2", "b4");
    }

    @Test
    void ofTwoVotersOneIsReplacedStepByStep() {
        add("b4", true);
        api.brokers()
                .removeBroker(
                        RemoveBrokerRequest.newBuilder().setName("brokers/b3").build());
        update("b4", Broker.newBuilder().setStandby(false), "standby");
        update("b2", Broker.newBuilder().setStandby(true), "standby");

        keeper.tick();
        assertThat(votes()).containsExactlyInAnyOrder("b1", "b2", "b4");
        keeper.tick();
        assertThat(votes()).containsExactlyInAnyOrder("b1", "b4");
    }

    @Test
    void goesOnAfterAChangeThatFailed() {
        add("b4", true);
        update("b4", Broker.newBuilder().setStandby(false), "standby");
        api.control.troubles.add(new ReplicationException(Meaning.NO_PRIMARY, "lost"));

        keeper.tick();
        keeper.tick();

        assertThat(votes()).hasSize(4);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private List<String> votes() {
        return api.control.members.voters().stream()
                .map(Peer::id)
                .map(BrokerId::value)
                .toList();
    }

    private AddBrokerResponse add(String id, boolean standby) {
        api.newcomers.heard(new Newcomer(FakeControl.peer(id), id + ":7400", "1", FeatureLevel.highest()));
        return api.brokers()
                .addBroker(AddBrokerRequest.newBuilder()
                        .setBrokerId(id)
                        .setStandby(standby)
                        .build());
    }

    private Broker get(String id) {
        return api.brokers()
                .getBroker(
                        GetBrokerRequest.newBuilder().setName("brokers/" + id).build())
                .getBroker();
    }

    private Broker update(String id, Broker.Builder changes, String... fields) {
        return api.brokers()
                .updateBroker(UpdateBrokerRequest.newBuilder()
                        .setBroker(changes.setName("brokers/" + id))
                        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(fields)))
                        .build())
                .getBroker();
    }
}
