package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.FeatureLevel;
import io.usher.node.primary.Newcomers.Newcomer;
import io.usher.node.replication.GroupBusyException;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.AddBrokerRequest;
import io.usher.proto.v1.AddBrokerResponse;
import io.usher.proto.v1.AddBrokerResponse.State;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.GetBrokerRequest;
import io.usher.proto.v1.ListBrokersRequest;
import io.usher.proto.v1.ListWaitingBrokersRequest;
import io.usher.proto.v1.RemoveBrokerRequest;
import io.usher.proto.v1.RemoveBrokerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Adding and removing brokers as b1, the primary of b1, b2 and b3, serves it. */
class MembershipGrpcTest {

    private static final BrokerId B2 = new BrokerId("b2");
    private static final BrokerId B3 = new BrokerId("b3");
    private static final BrokerId B4 = new BrokerId("b4");

    private final ApiFixture api = new ApiFixture();

    @BeforeEach
    void register() {
        api.furnish();
        for (String id : List.of("b1", "b2", "b3")) {
            api.broker.apply(new RegisterBroker(new BrokerId(id), id + ":7400", "", "1"));
        }
        api.broker.apply(new RecordLead(new BrokerId("b1"), 7));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void givesABrokerThatWaitsAVoteAndWarnsOfAnEvenNumber() {
        hearOf(B4);
        assertThat(api.brokers()
                        .listWaitingBrokers(ListWaitingBrokersRequest.getDefaultInstance())
                        .getBrokersList())
                .extracting(Broker::getName)
                .containsExactly("brokers/b4");

        AddBrokerResponse response = add("b4");

        assertThat(response.getState()).isEqualTo(State.STATE_VOTING);
        assertThat(response.getBroker().getApiAddress()).isEqualTo("b4:7400");
        assertThat(response.getWarningsList()).singleElement().asString().contains("4 brokers have a vote");
        assertThat(api.control.members.isVoter(B4)).isTrue();
    }

    @Test
    void whoeverAddedABrokerIsItsCreator() {
        api.broker.apply(new RaiseFeatureLevel(new FeatureLevel(2)));
        hearOf(B4);
        api.actAs(BrokerSettingsGrpcTest.administrator("cn:alice"));

        Broker added = add("b4").getBroker();

        assertThat(added.hasCreateTime()).isTrue();
        assertThat(added.getCreator()).isEqualTo("cn:alice");
        assertThat(added.hasUpdateTime()).isFalse();
        api.actAs(BrokerSettingsGrpcTest.administrator("cn:bob"));
        assertThat(add("b4").getBroker()).isEqualTo(added);
        assertThat(add("b2").getBroker().getCreator()).isEmpty();
    }

    @Test
    void addingABrokerThatVotesChangesNothing() {
        assertThat(add("b2").getState()).isEqualTo(State.STATE_VOTING);
        assertThat(api.control.members.voters()).hasSize(3);
    }

    @Test
    void saysWhoWaitsWhenSomebodyElseIsAskedFor() {
        hearOf(B4);

        Errors error = Errors.of(() -> api.brokers()
                .withDeadlineAfter(700, TimeUnit.MILLISECONDS)
                .addBroker(AddBrokerRequest.newBuilder().setBrokerId("b5").build()));

        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(error.reason()).isEqualTo("BROKER_NOT_WAITING");
        assertThat(error.message()).contains("b5").contains("[b4]");
    }

    @Test
    void goesOnWithAnAdditionWhenTheLeadWasLostOrAnotherChangeWasUnderWay() {
        hearOf(B4);
        api.control.troubles.add(new GroupBusyException("busy", new IllegalStateException()));
        api.control.troubles.add(new ReplicationException(Meaning.NO_PRIMARY, "lost"));

        assertThat(add("b4").getState()).isEqualTo(State.STATE_VOTING);
        assertThat(api.control.members.voters()).hasSize(4);
    }

    @Test
    void removesABrokerForGood() {
        RemoveBrokerResponse response = remove("b3");

        assertThat(response.getWarningsList()).singleElement().asString().contains("2 brokers have a vote");
        assertThat(api.control.members.find(B3)).isEmpty();
        assertThat(api.brokers()
                        .listBrokers(ListBrokersRequest.getDefaultInstance())
                        .getBrokersList())
                .extracting(Broker::getName)
                .containsExactly("brokers/b1", "brokers/b2");
        hearOf(B3);
        Errors again = Errors.of(() -> add("b3"));
        assertThat(again.reason()).isEqualTo("BROKER_REMOVED");
        assertThat(again.message()).contains("its id is not used again");
    }

    @Test
    void removingABrokerThatWasRemovedIsDoneAlready() {
        remove("b3");
        long before = api.feed.latest().revision();

        assertThat(remove("b3").getWarningsList()).hasSize(1);
        assertThat(api.feed.latest().revision()).isEqualTo(before);
        assertThat(Errors.of(() -> remove("b9")).reason()).isEqualTo("BROKER_NOT_FOUND");
    }

    @Test
    void goesOnWithARemovalWhenTheLeadWasLostInTheMiddle() {
        api.control.troubles.add(new ReplicationException(Meaning.NO_PRIMARY, "lost"));

        remove("b3");

        assertThat(api.control.members.voters()).hasSize(2);
        assertThat(Errors.of(() -> add("b3")).reason()).isEqualTo("BROKER_REMOVED");
    }

    @Test
    void refusesToRemoveABrokerWithoutWhichNoMajorityWouldAnswer() {
        api.control.silent.add(B2);

        Errors error = Errors.of(() -> remove("b3"));

        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(error.reason()).isEqualTo("WOULD_LOSE_QUORUM");
        assertThat(error.message()).contains("1 of [b1, b2] could go on").contains("b2 cannot be reached");
        assertThat(api.control.members.voters()).hasSize(3);
        // The one that is dead may go: the other two are a majority of the two that are left.
        assertThat(remove("b2").getWarningsList()).hasSize(1);
    }

    @Test
    void asksABrokerAgainThatHasJustComeBack() {
        api.control.slow.add(B2);

        assertThat(remove("b3").getWarningsList()).hasSize(1);
    }

    @Test
    void saysWhetherABrokerCouldBeRemovedAndChangesNothing() {
        RemoveBrokerRequest request = RemoveBrokerRequest.newBuilder()
                .setName("brokers/b3")
                .setValidateOnly(true)
                .build();

        assertThat(api.brokers().removeBroker(request).getWarningsList())
                .singleElement()
                .asString()
                .contains("2 brokers have a vote");
        api.control.silent.add(B2);
        assertThat(Errors.of(() -> api.brokers().removeBroker(request)).reason())
                .isEqualTo("WOULD_LOSE_QUORUM");
        assertThat(api.control.members.voters()).hasSize(3);
    }

    @Test
    void handsTheLeadOverBeforeThePrimaryIsRemoved() {
        Errors error = Errors.of(() -> api.brokers()
                .withDeadlineAfter(700, TimeUnit.MILLISECONDS)
                .removeBroker(
                        RemoveBrokerRequest.newBuilder().setName("brokers/b1").build()));

        // The next primary removes it; here nobody is next, since b1 goes on for the test.
        assertThat(error.reason()).isEqualTo("NO_PRIMARY");
        assertThat(api.brokers()
                        .getBroker(GetBrokerRequest.newBuilder()
                                .setName("brokers/b2")
                                .build())
                        .getBroker()
                        .hasLead())
                .isTrue();
    }

    @Test
    void tellsTheBrokerThatPassedACallOnAtOnceThatTheLeadIsLost() {
        CompletionStage<String> answer = PrimaryCalls.hereOnly(api.control)
                .serve(
                        api.calls.open(Duration.ofMinutes(1)),
                        BrokerServiceGrpc.getRemoveBrokerMethod(),
                        RemoveBrokerRequest.getDefaultInstance(),
                        control -> CompletableFuture.failedFuture(
                                new ReplicationException(Meaning.NO_PRIMARY, "handed over")))
                .thenApply(String::valueOf);

        assertThat(answer.toCompletableFuture()).failsWithin(Duration.ofSeconds(5));
    }

    private void hearOf(BrokerId id) {
        api.newcomers.heard(new Newcomer(FakeControl.peer(id.value()), id + ":7400", "1", FeatureLevel.highest()));
    }

    private AddBrokerResponse add(String id) {
        return api.brokers()
                .addBroker(AddBrokerRequest.newBuilder().setBrokerId(id).build());
    }

    private RemoveBrokerResponse remove(String id) {
        return api.brokers()
                .removeBroker(RemoveBrokerRequest.newBuilder()
                        .setName("brokers/" + id)
                        .build());
    }
}
