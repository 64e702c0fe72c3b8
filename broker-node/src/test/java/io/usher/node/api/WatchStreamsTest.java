package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.usher.core.command.AssignSession;
import io.usher.core.command.HostLoad;
import io.usher.core.command.ReportLoads;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.node.feed.FeedLimits;
import io.usher.node.feed.FeedPosition;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReplicationException.Meaning;
import io.usher.proto.v1.HostEvent;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.SessionEvent;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.WatchHostsRequest;
import io.usher.proto.v1.WatchHostsResponse;
import io.usher.proto.v1.WatchSessionsRequest;
import io.usher.proto.v1.WatchSessionsResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchStreamsTest {

    private ApiFixture api = new ApiFixture().furnish();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void ordered() {
        Client<WatchSessionsResponse> client = watch(revision());

        assign("alice", "bob", "carol");

        assertThat(client.changes()).extracting(WatchStreamsTest::user).containsExactly("alice", "bob", "carol");
        assertThat(client.changes()).extracting(WatchStreamsTest::revision).isSorted();
    }

    @Test
    void unique() {
        Client<WatchSessionsResponse> client = watch(revision());

        assign("alice", "bob", "carol");

        assertThat(client.changes()).extracting(WatchStreamsTest::revision).doesNotHaveDuplicates();
    }

    @Test
    void atomic() {
        Client<WatchHostsResponse> client = new Client<>(Integer.MAX_VALUE);
        api.addHost("h2");
        HostServiceGrpc.newStub(api.channel)
                .watchHosts(
                        WatchHostsRequest.newBuilder()
                                .setAfterRevision(revision())
                                .build(),
                        client);

        api.broker.apply(new ReportLoads(List.of(load("h1"), load("h2"))));

        WatchHostsResponse last = client.last();
        assertThat(last.getEventsList())
                .extracting(event -> event.getHost().getName())
                .containsExactly("hosts/h1", "hosts/h2");
        assertThat(last.getEvents(0).getChange()).isEqualTo(HostEvent.Change.CHANGE_LOAD_REPORTED);
        assertThat(last.getHeader().getRevision()).isEqualTo(revision());
    }

    @Test
    void resumableAfterEveryMessage() {
        long start = revision();
        Client<WatchSessionsResponse> whole = watch(start);
        assign("alice", "bob", "carol", "dave");

        for (int stop = 0; stop < whole.received.size(); stop++) {
            WatchSessionsResponse last = whole.received.get(stop);
            Client<WatchSessionsResponse> rest = watch(last.getHeader().getRevision());
            List<WatchSessionsResponse> expected = whole.received.subList(stop + 1, whole.received.size());
            assertThat(rest.changes()).as("after message %d", stop).isEqualTo(expected);
        }
    }

    @Test
    void statesFirstFromWhereItGoesOn() {
        long start = revision();

        Client<WatchSessionsResponse> client = watch(start);

        assertThat(client.received).hasSize(1);
        assertThat(client.received.get(0).getEventsList()).isEmpty();
        assertThat(revision(client.received.get(0))).isEqualTo(start);
    }

    @Test
    void listsThePresentSessionsFirst() {
        assign("alice", "bob");

        Client<WatchSessionsResponse> client = watch(0);
        assign("carol");

        WatchSessionsResponse initial = client.received.get(0);
        assertThat(initial.getInitial()).isTrue();
        assertThat(initial.getEventsList())
                .extracting(SessionEvent::getChange)
                .containsOnly(SessionEvent.Change.CHANGE_PRESENT);
        assertThat(initial.getEventsList())
                .extracting(event -> event.getSession().getUser())
                .containsExactly("alice", "bob");
        assertThat(client.received.get(1).getEventsCount()).as("ends the list").isZero();
        assertThat(client.received.get(1).getInitial()).isFalse();
        assertThat(user(client.received.get(2))).isEqualTo("carol");
    }

    @Test
    void listsManyPresentSessionsInSeveralMessages() {
        String[] users = new String[700];
        for (int i = 0; i < users.length; i++) {
            users[i] = "user" + i;
        }
        for (int host = 2; host <= 4; host++) {
            api.addHost("h" + host);
        }
        assign(users);

        Client<WatchSessionsResponse> client = watch(0);

        List<WatchSessionsResponse> initial = client.received.stream()
                .filter(WatchSessionsResponse::getInitial)
                .toList();
        assertThat(initial).hasSizeGreaterThan(1);
        assertThat(initial.stream()
                        .mapToInt(WatchSessionsResponse::getEventsCount)
                        .sum())
                .isEqualTo(700);
    }

    @Test
    void tellsOnlyWhatTheFilterLetsThrough() {
        Client<WatchSessionsResponse> client = new Client<>(Integer.MAX_VALUE);
        SessionServiceGrpc.newStub(api.channel)
                .watchSessions(
                        WatchSessionsRequest.newBuilder()
                                .setAfterRevision(revision())
                                .setUser("BOB")
                                .build(),
                        client);

        assign("alice", "bob", "carol");

        assertThat(client.changes()).extracting(WatchStreamsTest::user).containsExactly("bob");
    }

    @Test
    void tellsAnIdleWatcherHowFarItHasCome() {
        Client<WatchSessionsResponse> client = watch(revision());
        api.broker.tick();
        api.broker.tick();

        api.watches.tellProgress();
        api.watches.tellProgress();

        assertThat(client.received).as("the start, and progress once").hasSize(2);
        assertThat(client.last().getEventsList()).isEmpty();
        assertThat(revision(client.last())).isEqualTo(api.feed.latest().revision());
    }

    @Test
    void compacted() {
        restart(new FeedLimits(4, 4));
        assign("a", "b", "c", "d", "e", "f", "g");

        Client<WatchSessionsResponse> client = watch(1);

        Errors error = Errors.of(client.failure());
        assertThat(error.code()).isEqualTo(Code.OUT_OF_RANGE);
        assertThat(error.reason()).isEqualTo("REVISION_COMPACTED");
        long oldest = Long.parseLong(error.metadata().get("oldest"));
        assertThat(watch(oldest).changes()).hasSize(4);
        assertThat(Errors.of(watch(oldest - 1).failure()).reason()).isEqualTo("REVISION_COMPACTED");
    }

    @Test
    void slowReader() {
        restart(new FeedLimits(4, 4));
        Client<WatchSessionsResponse> client = watch(revision(), 1);

        assign("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        client.request(100);

        Errors error = Errors.of(client.failure());
        assertThat(error.reason()).isEqualTo("SLOW_CONSUMER");
        assertThat(error.metadata()).containsKey("oldest");
        assertThat(client.changes())
                .as("what came was without a gap")
                .extracting(WatchStreamsTest::user)
                .isSubsetOf("a", "b");
    }

    @Test
    void keepsNothingForAReaderThatDoesNotRead() {
        Client<WatchSessionsResponse> client = watch(revision(), 0);

        assign("a", "b", "c", "d");
        assertThat(client.received).isEmpty();
        client.request(3);

        assertThat(client.received).hasSize(3);
        client.request(100);
        assertThat(client.changes()).extracting(WatchStreamsTest::user).containsExactly("a", "b", "c", "d");
    }

    @Test
    void endsWhenASnapshotReplacesTheState() {
        Client<WatchSessionsResponse> client = watch(revision());

        api.feed.reset(new FeedPosition(500, api.feed.latest().time()));

        assertThat(Errors.of(client.failure()).reason()).isEqualTo("SLOW_CONSUMER");
    }

    @Test
    void refusesARevisionThatIsStillToCome() {
        Errors error = Errors.of(watch(revision() + 100).failure());

        assertThat(error.fields()).containsExactly("after_revision");
    }

    @Test
    void refusesANegativeRevision() {
        assertThat(Errors.of(watch(-1).failure()).fields()).containsExactly("after_revision");
    }

    @Test
    void listsNothingThatMightBeOldWithoutAPrimary() {
        api.broker.fail(Meaning.NO_PRIMARY);

        assertThat(Errors.of(watch(0).failure()).reason()).isEqualTo("NO_PRIMARY");
    }

    @Test
    void forgetsAWatcherThatHasGone() {
        Client<WatchSessionsResponse> client = watch(revision());
        assertThat(watchers()).isEqualTo(1);

        client.cancel();

        assertThat(watchers()).isZero();
    }

    @Test
    void sendsItsWatchersElsewhereWhenItStops() {
        Client<WatchSessionsResponse> client = watch(revision());

        api.watches.stop();

        Errors error = Errors.of(client.failure());
        assertThat(error.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(error.reason()).isEqualTo("NOT_READY");
        assertThat(watchers()).isZero();
    }

    private int watchers() {
        int notices = 1;
        return api.feed.subscribers() - notices;
    }

    private void restart(FeedLimits limits) {
        api.close();
        api = new ApiFixture(limits).furnish();
    }

    private void assign(String... users) {
        for (String user : users) {
            api.broker.apply(new AssignSession(new UserName(user), new ResourceId("desk"), ClientInfo.UNKNOWN));
        }
    }

    private HostLoad load(String host) {
        HostIncarnation incarnation =
                read(view -> view.host(new HostId(host)).orElseThrow().incarnation());
        return new HostLoad(new HostId(host), incarnation, 500, 1, 2, LogPosition.NONE);
    }

    private long revision() {
        return read(view -> view.applied().index());
    }

    private <T> T read(Function<BrokerView, T> query) {
        return api.broker
                .read(Freshness.STALE, Deadline.after(Duration.ofSeconds(1)), query)
                .toCompletableFuture()
                .join()
                .value();
    }

    private Client<WatchSessionsResponse> watch(long afterRevision) {
        return watch(afterRevision, Integer.MAX_VALUE);
    }

    private Client<WatchSessionsResponse> watch(long afterRevision, int requested) {
        Client<WatchSessionsResponse> client = new Client<>(requested);
        SessionServiceGrpc.newStub(api.channel)
                .watchSessions(
                        WatchSessionsRequest.newBuilder()
                                .setAfterRevision(afterRevision)
                                .build(),
                        client);
        return client;
    }

    private static String user(WatchSessionsResponse response) {
        return response.getEvents(0).getSession().getUser();
    }

    private static long revision(WatchSessionsResponse response) {
        return response.getHeader().getRevision();
    }

    /** A client that takes as many messages as it asked for. */
    private static final class Client<R> implements ClientResponseObserver<Object, R> {

        private final int requested;
        private final List<R> received = new ArrayList<>();
        private @Nullable ClientCallStreamObserver<Object> call;
        private @Nullable Throwable failure;

        Client(int requested) {
            this.requested = requested;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<Object> started) {
            call = started;
            started.disableAutoRequestWithInitial(requested);
        }

        @Override
        public void onNext(R response) {
            received.add(response);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onCompleted() {
            throw new AssertionError("a watch never ends well");
        }

        void request(int messages) {
            Objects.requireNonNull(call).request(messages);
        }

        void cancel() {
            Objects.requireNonNull(call).cancel("enough", null);
        }

        Throwable failure() {
            assertThat(failure).as("the watch must have failed").isNotNull();
            return Objects.requireNonNull(failure);
        }

        R last() {
            return received.get(received.size() - 1);
        }

        List<R> changes() {
            return received.stream()
                    .filter(response ->
                            !(response instanceof WatchSessionsResponse sessions) || sessions.getEventsCount() > 0)
                    .toList();
        }
    }
}
