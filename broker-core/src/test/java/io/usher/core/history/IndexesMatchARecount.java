package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.Action;
import io.usher.core.model.ActionState;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.Resource;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.core.state.SeatCount;
import io.usher.core.state.StateImage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the view answers from its indexes is what counting through the tables gives. */
final class IndexesMatchARecount implements Invariant {

    @Override
    public void check(Transition t) {
        checkSessions(t.after(), t.view());
        checkHosts(t.after(), t.view());
        checkDeadlines(t.after(), t.view());
        checkQueueEnds(t.after(), t.view());
        checkActions(t.after(), t.view());
        checkBindings(t.after(), t.view());
    }

    private static void checkActions(StateImage image, BrokerView view) {
        List<Action> pending = image.actions().stream()
                .filter(action -> action.outcome().state() == ActionState.PENDING)
                .toList();
        assertThat(view.pendingActions()).isEqualTo(pending.size());
        assertThat(view.actionsAfter(Optional.empty(), 1_000)).isEqualTo(image.actions());
        for (HostId host : Names.HOSTS) {
            assertThat(List.copyOf(view.pendingActionsOn(host)))
                    .isEqualTo(pending.stream()
                            .filter(action -> action.host().equals(host))
                            .toList());
        }
        for (Session session : image.sessions()) {
            assertThat(view.pendingActionsOf(session.id()))
                    .isEqualTo(pending.stream()
                            .filter(action -> action.session().equals(Optional.of(session.id())))
                            .toList());
        }
    }

    private static void checkBindings(StateImage image, BrokerView view) {
        assertThat(List.copyOf(view.bindings().all())).isEqualTo(image.bindings());
        image.bindings().forEach(binding -> {
            assertThat(view.bindings().find(binding.host())).contains(binding);
            assertThat(view.bindings().of(binding.pool(), binding.owner())).contains(binding);
        });
        assertThat(view.bindings().due(image.now(), 2))
                .isEqualTo(image.bindings().stream()
                        .filter(binding -> Recount.unboundAt(image, binding)
                                .filter(time -> !time.isAfter(image.now()))
                                .isPresent())
                        .sorted(Comparator.comparing((HostBinding binding) ->
                                        Recount.unboundAt(image, binding).orElseThrow())
                                .thenComparing(HostBinding::host))
                        .limit(2)
                        .toList());
        assertThat(view.bindings().isAnyPoolDedicated())
                .isEqualTo(image.pools().stream()
                        .anyMatch(pool -> pool.settings().dedication().dedicated() != DedicationMode.OFF));
    }

    private static void checkSessions(StateImage image, BrokerView view) {
        assertThat(List.copyOf(view.sessions())).isEqualTo(image.sessions());
        for (UserName user : Names.USERS) {
            assertThat(view.sessionsOf(user))
                    .as("sessions of %s", user)
                    .isEqualTo(image.sessions().stream()
                            .filter(session -> session.user().equals(user))
                            .toList());
        }
        for (Resource resource : image.resources()) {
            assertThat(view.usersOf(resource.id()))
                    .as("users of %s", resource.id())
                    .isEqualTo(NaiveLimits.users(image, resource).size());
        }
        for (Session session : image.sessions()) {
            assertThat(view.session(session.id())).contains(session);
        }
        if (!image.sessions().isEmpty()) {
            int middle = image.sessions().size() / 2;
            assertThat(view.sessionsAfter(
                            Optional.of(image.sessions().get(middle).id()), 2))
                    .isEqualTo(
                            image.sessions().stream().skip(middle + 1L).limit(2).toList());
        }
    }

    private static void checkHosts(StateImage image, BrokerView view) {
        for (HostId id : Names.HOSTS) {
            assertThat(view.sessionsOn(id)).as("sessions on %s", id).isEqualTo(Recount.on(image, id));
            assertThat(view.endedSessionsOn(id))
                    .as("ended sessions that %s must be told of", id)
                    .isEqualTo(image.ended().stream()
                            .filter(session -> session.host().equals(id))
                            .filter(session -> session.status().action().isPresent())
                            .toList());
            SeatCount expected = Transition.host(image, id)
                    .map(host -> new SeatCount(
                            Recount.taken(image, id), Recount.pending(image, id), Recount.inFlight(image, host)))
                    .orElse(SeatCount.NONE);
            assertThat(view.seats(id)).as("seats of %s", id).isEqualTo(expected);
        }
        for (PoolId pool : Names.POOLS) {
            assertThat(List.copyOf(view.queueOf(pool))).as("queue of %s", pool).isEqualTo(NaiveQueue.of(image, pool));
            assertThat(List.copyOf(view.hostsOf(pool))).as("hosts of %s", pool).isEqualTo(Recount.hosts(image, pool));
        }
    }

    private static LogTime forgotten(Host host) {
        return host.status().failures().latestFailure().plus(Duration.ofMinutes(5));
    }

    private static void checkQueueEnds(StateImage image, BrokerView view) {
        List<QueueEntry> byEnd = image.waiting().entries().stream()
                .sorted(Comparator.<QueueEntry, LogTime>comparing(entry ->
                                entry.times().deadline().compareTo(entry.times().leaseEnds()) < 0
                                        ? entry.times().deadline()
                                        : entry.times().leaseEnds())
                        .thenComparing(QueueEntry::id))
                .toList();
        assertThat(view.nextQueueEnd())
                .isEqualTo(byEnd.stream().findFirst().map(first -> first.times().ends()));
        assertThat(view.dueQueueEntries(image.now(), 3))
                .isEqualTo(byEnd.stream()
                        .filter(entry -> !entry.times().ends().isAfter(image.now()))
                        .limit(3)
                        .toList());
    }

    private static void checkDeadlines(StateImage image, BrokerView view) {
        List<Session> byDeadline = image.sessions().stream()
                .filter(session -> session.state() == SessionState.PENDING)
                .sorted(Comparator.<Session, LogTime>comparing(
                                session -> session.grant().leaseEnds())
                        .thenComparing(Session::id))
                .toList();
        List<Host> failing = image.hosts().stream()
                .filter(host -> host.status().failures().failedLogons() > 0)
                .sorted(Comparator.comparing(IndexesMatchARecount::forgotten).thenComparing(Host::id))
                .toList();
        List<Session> toLogOff = image.sessions().stream()
                .filter(session -> Recount.logOffTime(image, session).isPresent())
                .sorted(Comparator.comparing(
                        session -> Recount.logOffTime(image, session).orElseThrow()))
                .toList();
        assertThat(view.nextDeadline())
                .isEqualTo(Stream.of(
                                byDeadline.stream()
                                        .map(session -> session.grant().leaseEnds()),
                                failing.stream().map(IndexesMatchARecount::forgotten),
                                image.actions().stream()
                                        .filter(Action::isPending)
                                        .map(Action::deadline),
                                image.bindings().stream()
                                        .flatMap(binding -> Recount.unboundAt(image, binding).stream()),
                                toLogOff.stream().flatMap(session -> Recount.logOffTime(image, session).stream()))
                        .flatMap(times -> times)
                        .min(Comparator.naturalOrder()));
        assertThat(view.dueLogOffs(image.now(), 3))
                .isEqualTo(toLogOff.stream()
                        .filter(session -> !Recount.logOffTime(image, session)
                                .orElseThrow()
                                .isAfter(image.now()))
                        .limit(3)
                        .toList());
        assertThat(view.hostsToForgive(image.now(), 3))
                .isEqualTo(failing.stream()
                        .filter(host -> !forgotten(host).isAfter(image.now()))
                        .limit(3)
                        .toList());
        assertThat(view.dueSessions(image.now(), 3))
                .isEqualTo(byDeadline.stream()
                        .filter(session -> !session.grant().leaseEnds().isAfter(image.now()))
                        .limit(3)
                        .toList());
    }
}
