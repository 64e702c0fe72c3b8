package io.usher.node.api;

import io.usher.core.command.Refusal.Detail;
import io.usher.core.command.RegisterBroker;
import io.usher.core.model.Authorship;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.StandbySettings;
import io.usher.core.state.Limits;
import io.usher.node.api.mapping.BrokerMapping;
import io.usher.node.primary.Newcomers;
import io.usher.node.primary.Newcomers.Newcomer;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.GroupControl;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.AddBrokerResponse;
import io.usher.proto.v1.AddBrokerResponse.State;
import io.usher.proto.v1.ErrorReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brokers on their way into the group, on the primary: each catches up before it counts. What is under way is
 * remembered here alone; when the primary changes, whoever asks again begins where the group stands. Thread-safe.
 */
public final class Admissions {

    /** An answer that says how far it is leaves before the deadline. */
    private static final Duration BEFORE_THE_DEADLINE = Duration.ofMillis(500);
    /**
     * A newcomer says every second that it waits, or every three where it asks one that does not answer; a new primary
     * has not heard of it yet.
     */
    private static final Duration TO_BE_HEARD_OF = Duration.ofSeconds(5);

    /** A newcomer tells the site about itself every second once it follows. */
    private static final Duration TO_REGISTER = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);

    private final GroupControl control;
    private final Newcomers newcomers;
    private final Map<BrokerId, CompletableFuture<State>> underWay = new ConcurrentHashMap<>();

    /** @param newcomers who waits */
    public Admissions(GroupControl control, Newcomers newcomers) {
        this.control = control;
        this.newcomers = newcomers;
    }

    List<Newcomer> waiting() {
        return newcomers.all();
    }

    /** @param standby whether it is to follow without a vote */
    CompletionStage<AddBrokerResponse> admit(Call call, BrokerId id, boolean standby) {
        return call.read(Freshness.LINEARIZABLE, view -> new Known(view.broker(id), view.featureLevel()))
                .thenCompose(known -> {
                    known.value().broker().filter(broker -> !broker.isMember()).ifPresent(Admissions::refuseRemoved);
                    FeatureLevel level = known.value().level();
                    requireLevelOf(standby, level);
                    boolean isMember = control.members().find(id).isPresent();
                    return isMember
                            ? nothing()
                            : heardOf(id, Deadline.after(TO_BE_HEARD_OF), call.deadline())
                                    .thenRun(() -> refuseTooOld(id, level));
                })
                .thenCompose(ready -> untilNear(call.deadline(), begun(call, id, standby)))
                .thenCompose(state -> answer(call, id, state));
    }

    private record Known(Optional<BrokerProfile> broker, FeatureLevel level) {}

    private static void requireLevelOf(boolean standby, FeatureLevel level) {
        if (standby && !level.covers(StandbySettings.LEVEL)) {
            throw ApiException.of(
                    ErrorReason.ERROR_REASON_FEATURE_LEVEL_TOO_LOW,
                    new Detail("needed", StandbySettings.LEVEL.toString()),
                    new Detail("found", level.toString()));
        }
    }

    /** The site refuses such a newcomer by itself; this one was heard of before the level was raised. */
    private void refuseTooOld(BrokerId id, FeatureLevel level) {
        newcomers.find(id).filter(newcomer -> !newcomer.highest().covers(level)).ifPresent(newcomer -> {
            throw ApiException.of(
                    ErrorReason.ERROR_REASON_BROKER_TOO_OLD,
                    new Detail("broker", id.value()),
                    new Detail("highest", newcomer.highest().toString()),
                    new Detail("level", level.toString()));
        });
    }

    private static void refuseRemoved(BrokerProfile removed) {
        throw ApiException.of(
                ErrorReason.ERROR_REASON_BROKER_REMOVED,
                new Detail("broker", removed.id().value()));
    }

    private CompletionStage<Void> heardOf(BrokerId id, Deadline patience, Deadline deadline) {
        boolean isOver = patience.isOver() || deadline.remaining().compareTo(BEFORE_THE_DEADLINE) < 0;
        return isOver || newcomers.find(id).isPresent()
                ? nothing()
                : Delays.shortly().thenCompose(waited -> heardOf(id, patience, deadline));
    }

    private CompletableFuture<State> begun(Call call, BrokerId id, boolean standby) {
        CompletableFuture<State> state =
                underWay.computeIfAbsent(id, key -> begin(call, id, standby).toCompletableFuture());
        CompletionStage<State> end = state;
        end.whenComplete((done, failure) -> underWay.remove(id, state));
        return state;
    }

    private CompletionStage<State> begin(Call call, BrokerId id, boolean standby) {
        GroupMembers members = control.members();
        State state = standby ? State.STATE_STANDBY : State.STATE_VOTING;
        if (members.find(id).isPresent()) {
            refuseOther(members.isStandby(id), standby, id);
            return CompletableFuture.completedFuture(state);
        }
        Peer peer = roomFor(newcomer(id), members);
        return (standby ? control.addStandby(peer) : control.add(peer))
                .thenCompose(done -> answerFor(call.until(Deadline.after(TO_REGISTER)), id))
                .thenApply(done -> state);
    }

    /**
     * Once it follows, it tells the site about itself within a second; who added it is known here alone. It is added
     * whether that can be put down or not.
     */
    private static CompletionStage<Void> answerFor(Call call, BrokerId id) {
        CompletionStage<Void> told = registered(call, id)
                .thenCompose(found -> found.isEmpty()
                        ? nothing()
                        : call.submit(found.get()).thenAccept(committed -> LOG.debug("{} answers for it", id)));
        return told.exceptionally(failure -> {
            LOG.debug("who added broker {} could not be put down", id, failure);
            return null;
        });
    }

    /** What the broker has told, to be said once more by whoever added it; empty where that is not kept. */
    private static CompletionStage<Optional<RegisterBroker>> registered(Call call, BrokerId id) {
        return call.read(Freshness.LINEARIZABLE, view -> new Known(view.broker(id), view.featureLevel()))
                .thenCompose(found -> {
                    boolean isKept =
                            call.origin().isPresent() && found.value().level().covers(Authorship.LEVEL);
                    Optional<RegisterBroker> told = found.value().broker().map(Admissions::again);
                    return isKept && told.isEmpty() && !call.deadline().isOver()
                            ? Delays.shortly().thenCompose(waited -> registered(call, id))
                            : CompletableFuture.completedFuture(told.filter(known -> isKept));
                });
    }

    private static RegisterBroker again(BrokerProfile broker) {
        return new RegisterBroker(broker.id(), broker.apiAddress(), broker.ticketKey(), broker.version());
    }

    private static void refuseOther(boolean isStandby, boolean wanted, BrokerId id) {
        if (isStandby != wanted) {
            throw ApiException.of(
                    isStandby
                            ? ErrorReason.ERROR_REASON_BROKER_IS_STANDBY
                            : ErrorReason.ERROR_REASON_BROKER_NOT_STANDBY,
                    new Detail("broker", id.value()));
        }
    }

    private static Peer roomFor(Newcomer newcomer, GroupMembers members) {
        if (members.all().size() >= Limits.BROKERS) {
            throw ApiException.of(
                    ErrorReason.ERROR_REASON_TOO_MANY,
                    new Detail("kind", "brokers"),
                    new Detail("bound", String.valueOf(Limits.BROKERS)));
        }
        return newcomer.peer();
    }

    private Newcomer newcomer(BrokerId id) {
        Optional<Newcomer> found = newcomers.find(id);
        return found.orElseThrow(() -> ApiException.of(
                ErrorReason.ERROR_REASON_BROKER_NOT_WAITING,
                new Detail("broker", id.value()),
                new Detail(
                        "waiting",
                        newcomers.all().stream()
                                .map(newcomer -> newcomer.peer().id().value())
                                .collect(Collectors.joining(", ", "[", "]")))));
    }

    /** Once it follows, it tells the site about itself within a second. */
    private CompletionStage<AddBrokerResponse> answer(Call call, BrokerId id, State state) {
        return call.read(Freshness.LINEARIZABLE, view -> view.broker(id)).thenCompose(found -> {
            boolean isTold = found.value().isPresent() || state == State.STATE_CATCHING_UP;
            boolean hasTime = call.deadline().remaining().compareTo(BEFORE_THE_DEADLINE) > 0;
            return isTold || !hasTime
                    ? CompletableFuture.completedFuture(response(call, found, state))
                    : Delays.shortly().thenCompose(waited -> answer(call, id, state));
        });
    }

    private AddBrokerResponse response(Call call, ReadResult<Optional<BrokerProfile>> found, State state) {
        AddBrokerResponse.Builder response = AddBrokerResponse.newBuilder()
                .setHeader(call.header(found))
                .setState(state)
                .addAllWarnings(warnings(control.members()));
        found.value().map(BrokerMapping::toProto).ifPresent(response::setBroker);
        return response.build();
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    private static CompletionStage<State> untilNear(Deadline deadline, CompletableFuture<State> state) {
        Duration time = deadline.remaining().minus(BEFORE_THE_DEADLINE);
        CompletableFuture<State> near =
                Delays.after(time.isNegative() ? Duration.ZERO : time).thenApply(passed -> State.STATE_CATCHING_UP);
        return CompletableFuture.anyOf(state, near).thenApply(State.class::cast);
    }

    /** What an operator should know of a group. */
    static List<String> warnings(GroupMembers members) {
        int voters = members.voters().size();
        if (voters == 1) {
            return List.of("one broker has a vote: the site is not highly available");
        }
        return voters % 2 == 0
                ? List.of(voters + " brokers have a vote, which survive no more failures than " + (voters - 1)
                        + " would; add or remove one")
                : List.of();
    }
}
