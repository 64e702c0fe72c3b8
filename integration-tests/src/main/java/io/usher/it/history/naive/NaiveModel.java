package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.AdmitNext;
import io.usher.core.command.AssignSession;
import io.usher.core.command.CommandHandler;
import io.usher.core.command.ControlHostLogons;
import io.usher.core.command.ControlPoolLogons;
import io.usher.core.command.CreateBinding;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteBinding;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.DeletePool;
import io.usher.core.command.DeleteResource;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.DisconnectSession;
import io.usher.core.command.EndSession;
import io.usher.core.command.ExpireLeases;
import io.usher.core.command.ExpireQueue;
import io.usher.core.command.FoundSite;
import io.usher.core.command.GrantRole;
import io.usher.core.command.KeepWaiting;
import io.usher.core.command.LeaveQueue;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.ReportInventory;
import io.usher.core.command.ReportLoads;
import io.usher.core.command.RequestActions;
import io.usher.core.command.ReviewScaling;
import io.usher.core.command.RevokeRole;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.command.StandIn;
import io.usher.core.command.UpdateBroker;
import io.usher.core.command.UpdateFolder;
import io.usher.core.command.UpdateHost;
import io.usher.core.command.UpdatePool;
import io.usher.core.command.UpdateResource;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.command.UpdateSite;
import io.usher.it.history.CommittedCommand;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.Binding;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.ScalingAdvice;
import io.usher.proto.v1.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Carries out the committed commands one after the other and says what each had to be answered. */
public final class NaiveModel {

    private final NaiveState state = new NaiveState();
    private final NaiveAnswers answers = new NaiveAnswers();

    /** Carries out the next command of the log. */
    public NaiveAnswer apply(CommittedCommand next) {
        state.position = next.position();
        state.now = Math.max(state.now, next.stamped().epochMillis());
        state.request = next.request().orElse("");
        state.identity = next.identity();
        Optional<NaiveAnswer> known = answers.known(state.request, next.command());
        if (known.isPresent()) {
            return known.get();
        }
        NaiveAnswer answer = next.command().accept(new Rules(state));
        new ActionRules(state).settleBySessions();
        state.forgetOldest();
        if (!state.request.isEmpty()) {
            answers.remember(state.request, next.command(), state.now, answer);
        }
        return answer;
    }

    /** What has been done to sessions since this was asked last. */
    public List<SessionChanged> takeChanges() {
        return state.takeChanges();
    }

    /** The live sessions in order of creation, as the API shows them. */
    public List<Session> sessions() {
        return state.live.stream().map(NaiveSession::picture).toList();
    }

    /** A session that is live or ended not long ago. */
    public Optional<Session> session(String name) {
        List<NaiveSession> all = new ArrayList<>(state.live);
        all.addAll(state.ended);
        return all.stream()
                .filter(session -> name.equals("sessions/" + session.name()))
                .findFirst()
                .map(NaiveSession::picture);
    }

    /** The actions, pending ones and the latest of which it is known what became of them. */
    public List<Action> actions() {
        return state.actions.stream()
                .sorted(Comparator.comparing(action -> action.id))
                .map(NaiveAction::picture)
                .toList();
    }

    /** The hosts that belong to somebody, in order of host. */
    public List<Binding> bindings() {
        return state.bindings.stream()
                .sorted(Comparator.comparing(binding -> binding.host))
                .map(NaiveBinding::picture)
                .toList();
    }

    /** The latest advice on scaling, in order of time. */
    public List<ScalingAdvice> scalingAdvice() {
        return List.copyOf(state.advice);
    }

    /** The hosts, with what follows from their pools and sessions. */
    public List<Host> hosts() {
        return state.hosts.stream()
                .map(host -> host.picture().toBuilder()
                        .setEffectiveMaxSessions(state.seats(host))
                        .setSessionCount(state.on(host).size())
                        .setPendingCount(state.pending(host))
                        .setInFlightCount(state.inFlight(host))
                        .build())
                .toList();
    }

    /** Whether the host, hosts/{host}, has more sessions than seats. */
    public boolean isOverCapacity(String name) {
        return state.hosts.stream()
                .filter(host -> name.equals("hosts/" + host.id))
                .anyMatch(host -> state.on(host).size() > state.seats(host));
    }

    /** Another session that the user has in a pool where everybody has at most one, apart from lost ones. */
    public Optional<String> secondSession(Session session) {
        return state.live.stream()
                .filter(other -> other.user.equals(session.getUser()))
                .filter(other -> session.getPool().equals("pools/" + other.pool))
                .filter(other -> !session.getName().equals("sessions/" + other.name()))
                .filter(other -> !other.is(Session.State.STATE_LOST))
                .filter(other ->
                        state.pool(other.pool).orElseThrow().settings.sessions().oneSessionPerUser())
                .map(NaiveSession::name)
                .findFirst();
    }

    /** One rule for each kind of command. */
    private record Rules(NaiveState state) implements CommandHandler<NaiveAnswer> {

        private static final NaiveAnswer DONE = new Done(Empty.getDefaultInstance());

        @Override
        public NaiveAnswer handle(AssignSession command) {
            return new SessionRules(state).assign(command);
        }

        @Override
        public NaiveAnswer handle(CreateBinding command) {
            return new BindingRules(state).create(command);
        }

        @Override
        public NaiveAnswer handle(DeleteBinding command) {
            return new BindingRules(state).delete(command);
        }

        @Override
        public NaiveAnswer handle(CreateFolder command) {
            return new FolderRules(state).create(command);
        }

        @Override
        public NaiveAnswer handle(StandIn command) {
            return new BrokerRules(state).standIn(command);
        }

        @Override
        public NaiveAnswer handle(UpdateBroker command) {
            return new BrokerRules(state).update(command);
        }

        @Override
        public NaiveAnswer handle(UpdateFolder command) {
            return new FolderRules(state).update(command);
        }

        @Override
        public NaiveAnswer handle(DeleteFolder command) {
            return new FolderRules(state).delete(command);
        }

        @Override
        public NaiveAnswer handle(ControlHostLogons command) {
            return new HostRules(state).control(command);
        }

        @Override
        public NaiveAnswer handle(ControlPoolLogons command) {
            return new HostRules(state).control(command);
        }

        @Override
        public NaiveAnswer handle(CreatePool command) {
            return new CatalogueRules(state).create(command);
        }

        @Override
        public NaiveAnswer handle(CreateResource command) {
            return new CatalogueRules(state).create(command);
        }

        @Override
        public NaiveAnswer handle(AdmitNext command) {
            return new NaiveQueue(state).admit(command);
        }

        @Override
        public NaiveAnswer handle(LeaveQueue command) {
            return new NaiveQueue(state).leave(command);
        }

        @Override
        public NaiveAnswer handle(KeepWaiting command) {
            return new NaiveQueue(state).keep(command);
        }

        @Override
        public NaiveAnswer handle(ExpireQueue command) {
            return new NaiveQueue(state).expire(command);
        }

        @Override
        public NaiveAnswer handle(CreateSchedule command) {
            return new ScheduleRules(state).create(command);
        }

        @Override
        public NaiveAnswer handle(UpdateSchedule command) {
            return new ScheduleRules(state).update(command);
        }

        @Override
        public NaiveAnswer handle(DeleteSchedule command) {
            return new ScheduleRules(state).delete(command);
        }

        @Override
        public NaiveAnswer handle(RunScheduleStep command) {
            return new ScheduleRules(state).run(command);
        }

        @Override
        public NaiveAnswer handle(DeletePool command) {
            return new CatalogueRules(state).delete(command);
        }

        @Override
        public NaiveAnswer handle(DeleteResource command) {
            return new CatalogueRules(state).delete(command);
        }

        @Override
        public NaiveAnswer handle(DisconnectSession command) {
            return new SessionRules(state).disconnect(command);
        }

        @Override
        public NaiveAnswer handle(EndSession command) {
            return new SessionRules(state).end(command);
        }

        @Override
        public NaiveAnswer handle(ExpireLeases command) {
            // First: a session that ends in the same command still counts as one that uses its host.
            new BindingRules(state).expire(command.limit());
            new SessionRules(state).expire(command);
            return DONE;
        }

        @Override
        public NaiveAnswer handle(FoundSite command) {
            return new CatalogueRules(state).found(command);
        }

        @Override
        public NaiveAnswer handle(RaiseFeatureLevel command) {
            return new CatalogueRules(state).raise(command);
        }

        @Override
        public NaiveAnswer handle(MarkHostLost command) {
            return new HostRules(state).markLost(command);
        }

        @Override
        public NaiveAnswer handle(RedeemTicket command) {
            return new TicketRules(state).redeem(command);
        }

        @Override
        public NaiveAnswer handle(GrantRole command) {
            return new RoleRules(state).grant(command);
        }

        @Override
        public NaiveAnswer handle(RevokeRole command) {
            return new RoleRules(state).revoke(command);
        }

        @Override
        public NaiveAnswer handle(PromoteBroker command) {
            return new BrokerRules(state).promote(command);
        }

        @Override
        public NaiveAnswer handle(RecordLead command) {
            return new BrokerRules(state).record(command);
        }

        @Override
        public NaiveAnswer handle(RegisterBroker command) {
            return new BrokerRules(state).register(command);
        }

        @Override
        public NaiveAnswer handle(RegisterHost command) {
            return new HostRules(state).register(command);
        }

        @Override
        public NaiveAnswer handle(RemoveBroker command) {
            return new BrokerRules(state).remove(command);
        }

        @Override
        public NaiveAnswer handle(RemoveHost command) {
            return new HostRules(state).remove(command);
        }

        @Override
        public NaiveAnswer handle(ReportInventory command) {
            return new InventoryRules(state).report(command);
        }

        @Override
        public NaiveAnswer handle(ReviewScaling command) {
            return new ScalingRules(state).review();
        }

        @Override
        public NaiveAnswer handle(RequestActions command) {
            return new ActionRules(state).request(command);
        }

        @Override
        public NaiveAnswer handle(ReportLoads command) {
            return new HostRules(state).reportLoads(command);
        }

        @Override
        public NaiveAnswer handle(UpdateHost command) {
            return new HostRules(state).update(command);
        }

        @Override
        public NaiveAnswer handle(UpdatePool command) {
            return new CatalogueRules(state).update(command);
        }

        @Override
        public NaiveAnswer handle(UpdateResource command) {
            return new CatalogueRules(state).update(command);
        }

        @Override
        public NaiveAnswer handle(UpdateSite command) {
            return new CatalogueRules(state).update(command);
        }
    }
}
