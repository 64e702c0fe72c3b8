package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.model.BrokerId;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ReplicationException;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerEvent;
import io.usher.proto.v1.BrokerEvent.Change;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.Lead;
import io.usher.proto.v1.PromoteBrokerRequest;
import io.usher.proto.v1.PromoteBrokerResponse;
import io.usher.proto.v1.WatchBrokersRequest;
import io.usher.proto.v1.WatchBrokersResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerGrpcTest {

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
    void promotesASecondaryAndTellsWhoLedBefore() {
        PromoteBrokerResponse response = promote("brokers/b2");

        assertThat(response.getBroker().getName()).isEqualTo("brokers/b2");
        assertThat(response.getBroker().getLead().getCause()).isEqualTo(Lead.Cause.CAUSE_PROMOTION);
        assertThat(response.getBroker().getLead().getTerm()).isEqualTo(8);
        assertThat(response.getFormerPrimary()).isEqualTo("brokers/b1");
    }

    @Test
    void hasNothingToDoWhenTheBrokerLeadsAlready() {
        PromoteBrokerResponse response = promote("brokers/b1");

        assertThat(response.getBroker().getLead().getTerm()).isEqualTo(7);
        assertThat(response.getFormerPrimary()).isEqualTo("brokers/b1");
    }

    @Test
    void refusesABrokerThatDoesNotExist() {
        Errors error = Errors.of(() -> promote("brokers/b9"));

        assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(error.reason()).isEqualTo("BROKER_NOT_FOUND");
    }

    @Test
    void saysWhyABrokerCannotTakeOverAndWritesNoOrder() {
        api.control.obstacle = Optional.of("broker b2 has not answered for 5000 ms");
        long before = api.feed.latest().revision();

        Errors error = Errors.of(() -> promote("brokers/b2"));

        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(error.reason()).isEqualTo("PROMOTION_FAILED");
        assertThat(error.message()).contains("has not answered for 5000 ms");
        assertThat(api.feed.latest().revision()).isEqualTo(before);
    }

    @Test
    void passesTheRequestOnToThePrimary() {
        api.control.leads = false;
        Passed passed = new Passed();
        api.passOn = passed;

        PromoteBrokerResponse response = promote("brokers/b3");

        assertThat(passed.requests).singleElement().isEqualTo(request("brokers/b3"));
        assertThat(response.getFormerPrimary()).isEqualTo("brokers/b2");
    }

    @Test
    void saysInTimeThatNobodyLeads() {
        api.control.leads = false;
        CompletionStage<PromoteBrokerResponse> answer = new PrimaryCalls(api.control, FakeControl.NOBODY)
                .serve(
                        api.calls.open(Duration.ofMillis(200)),
                        BrokerServiceGrpc.getPromoteBrokerMethod(),
                        request("brokers/b3"),
                        control -> CompletableFuture.failedFuture(new AssertionError("b1 does not lead")));

        assertThat(answer.toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOfSatisfying(
                        ReplicationException.class,
                        failure -> assertThat(failure.meaning()).isEqualTo(Meaning.NO_PRIMARY));
    }

    @Test
    void watchersSeeTheOrderAndBothBrokers() {
        Iterator<WatchBrokersResponse> watch = api.brokers()
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .watchBrokers(WatchBrokersRequest.getDefaultInstance());
        assertThat(next(watch, 3)).extracting(BrokerEvent::getChange).containsOnly(Change.CHANGE_PRESENT);

        promote("brokers/b2");

        List<BrokerEvent> events = next(watch, 3);
        assertThat(events)
                .extracting(BrokerEvent::getChange)
                .containsExactly(Change.CHANGE_PROMOTION_ORDERED, Change.CHANGE_LEADS_NO_MORE, Change.CHANGE_LEADS);
        assertThat(events)
                .extracting(event -> event.getBroker().getName())
                .containsExactly("brokers/b2", "brokers/b1", "brokers/b2");
    }

    private static List<BrokerEvent> next(Iterator<WatchBrokersResponse> watch, int count) {
        List<BrokerEvent> events = new ArrayList<>();
        while (events.size() < count) {
            events.addAll(watch.next().getEventsList());
        }
        return events;
    }

    private PromoteBrokerResponse promote(String name) {
        return api.brokers().promoteBroker(request(name));
    }

    private static PromoteBrokerRequest request(String name) {
        return PromoteBrokerRequest.newBuilder().setName(name).build();
    }

    /** A primary that does what it is asked. */
    private static final class Passed implements PrimaryCalls.PassOn {

        private final List<Message> requests = new ArrayList<>();

        @Override
        @SuppressWarnings("unchecked") // There is one method here.
        public <Q extends Message, A extends Message> CompletionStage<A> pass(
                MethodDescriptor<Q, A> method, Q request, Deadline deadline) {
            requests.add(request);
            return CompletableFuture.completedFuture((A) PromoteBrokerResponse.newBuilder()
                    .setBroker(Broker.newBuilder().setName("brokers/b3"))
                    .setFormerPrimary("brokers/b2")
                    .build());
        }
    }
}
