package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.Answer;
import io.usher.core.command.Command;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.Refusal;
import io.usher.core.command.Reply;
import io.usher.core.command.ReportInventory;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.HostBinding;
import io.usher.core.model.LogPosition;
import io.usher.core.model.RaisedLog;
import io.usher.core.model.Route;
import io.usher.core.model.RouteKind;
import io.usher.core.model.Schedule;
import io.usher.core.state.BrokerView;
import io.usher.core.state.SeatCount;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Binding;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.CounterReading;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.Load;
import io.usher.proto.v1.ScalingAdvice;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the core says, in the words of the naive model. */
final class CorePictures {

    private CorePictures() {}

    static NaiveAnswer of(Reply reply, Command command) {
        if (reply instanceof Refusal refusal) {
            Map<String, String> details = new LinkedHashMap<>();
            refusal.details().forEach(detail -> details.put(detail.key(), detail.value()));
            return NaiveAnswer.Refused.because(refusal.reason(), details);
        }
        if (reply instanceof Answer.Granted granted) {
            return new Done(of(granted));
        }
        if (reply instanceof Answer.Queued queued) {
            return new Done(NaiveQueue.picture(queued.entry(), queued.deadline().epochMillis()));
        }
        if (reply instanceof Answer.SessionAnswer answer) {
            return new Done(of(answer.session()));
        }
        if (reply instanceof Answer.HostAnswer answer) {
            return new Done(of(answer.host()));
        }
        if (reply instanceof Answer.Redeemed redeemed) {
            return new Done(ConnectResponse.RedeemResult.newBuilder()
                    .setEpoch(((RedeemTicket) command).epoch())
                    .setUser(redeemed.user().value())
                    .build());
        }
        if (reply instanceof Answer.InventoryTaken taken) {
            return new Done(of(taken, ((ReportInventory) command).epoch()));
        }
        return catalogue(reply);
    }

    /** Their settings are records of the core on both sides, so only what is made up is compared. */
    private static NaiveAnswer catalogue(Reply reply) {
        if (reply instanceof Answer.PoolAnswer answer) {
            return new Done(new NaivePool(
                            answer.pool().id().value(),
                            answer.pool().description(),
                            answer.pool().settings(),
                            answer.pool().changed())
                    .picture());
        }
        if (reply instanceof Answer.ResourceAnswer answer) {
            return new Done(new NaiveResource(
                            answer.resource().id().value(),
                            answer.resource().kind(),
                            answer.resource().settings(),
                            answer.resource().changed())
                    .picture());
        }
        if (reply instanceof Answer.BindingAnswer answer) {
            return new Done(of(answer.binding()));
        }
        if (reply instanceof Answer.ScheduleAnswer answer) {
            return new Done(of(answer.schedule()));
        }
        if (reply instanceof Answer.FolderAnswer answer) {
            return new Done(new NaiveFolder(
                            answer.folder().id().value(),
                            answer.folder().settings(),
                            answer.folder().changed())
                    .picture());
        }
        if (reply instanceof Answer.SiteAnswer answer) {
            NaiveState state = new NaiveState();
            state.siteId = answer.site().id().value();
            state.siteName = answer.site().displayName();
            state.siteSettings = answer.site().settings();
            state.siteLevel = answer.site().featureLevel().value();
            state.siteChanged = answer.site().changed();
            return new Done(new CatalogueRules(state).sitePicture());
        }
        if (reply instanceof Answer.RoleAnswer answer) {
            return new Done(RoleRules.picture(
                    answer.grant().identity().value(),
                    answer.grant().role().name(),
                    answer.grant().granted()));
        }
        if (reply instanceof Answer.BrokerAnswer answer) {
            return new Done(of(answer.broker()));
        }
        return new Done(Empty.getDefaultInstance());
    }

    private static Broker of(BrokerProfile profile) {
        NaiveBroker broker = new NaiveBroker(profile.id().value(), profile.changed());
        broker.settings = profile.settings();
        broker.apiAddress = profile.apiAddress();
        broker.ticketKey = profile.ticketKey();
        broker.version = profile.version();
        profile.lead().ifPresent(lead -> {
            broker.leads = true;
            broker.term = lead.term();
            broker.since = lead.since().epochMillis();
            broker.cause = lead.leadCause().name();
        });
        profile.settings()
                .raisedLog()
                .flatMap(RaisedLog::until)
                .ifPresent(until -> broker.raisedUntil = until.epochMillis());
        profile.registered().ifPresent(by -> {
            broker.createdAt = by.at().epochMillis();
            broker.creator = by.by();
        });
        profile.configured().ifPresent(by -> {
            broker.updatedAt = by.at().epochMillis();
            broker.updater = by.by();
        });
        profile.removed().ifPresent(time -> {
            broker.removed = true;
            broker.removedAt = time.epochMillis();
        });
        return broker.picture();
    }

    static SessionEvent event(SessionChanged changed) {
        return SessionEvent.newBuilder()
                .setChange(changed.change())
                .setSession(changed.session())
                .build();
    }

    private static Assignment of(Answer.Granted granted) {
        return Assignment.newBuilder()
                .setSession("sessions/" + granted.session())
                .setHost("hosts/" + granted.host())
                .setEndpoint(granted.endpoint())
                .setFence(granted.fence().toString())
                .setTicketExpireTime(Pictures.time(granted.expires().epochMillis()))
                .setRule(Assignment.Rule.valueOf("RULE_" + granted.rule().name()))
                .setDecision("decisions/" + granted.fence())
                .addAllWarnings(
                        granted.warnings().stream().map(Pictures::finding).toList())
                .addAllRoutes(Pictures.routes(
                        granted.routes().isEmpty()
                                ? List.of(new Route(RouteKind.DIRECT, granted.endpoint()))
                                : granted.routes()))
                .build();
    }

    private static ConnectResponse.InventoryTaken of(Answer.InventoryTaken taken, long epoch) {
        ConnectResponse.InventoryTaken.Builder picture = ConnectResponse.InventoryTaken.newBuilder()
                .setEpoch(epoch)
                .setAsOf(taken.asOf().toString());
        taken.orders()
                .forEach(order -> picture.addOrders(ConnectResponse.Order.newBuilder()
                        .setOrderId(order.action().requested().toString())
                        .setKind(ConnectResponse.Order.Kind.valueOf(
                                "KIND_" + order.action().kind().name()))
                        .setSession(order.session().map(id -> "sessions/" + id).orElse(""))
                        .setKey(order.hostKey().orElse(""))
                        .setTitle(order.message().map(ActionOrder::title).orElse(""))
                        .setText(order.message().map(ActionOrder::text).orElse(""))));
        taken.bindings()
                .forEach(binding -> picture.addBindings(ConnectResponse.Binding.newBuilder()
                        .setKey(binding.hostKey())
                        .setSession("sessions/" + binding.session())));
        return picture.build();
    }

    private static io.usher.proto.v1.Schedule of(Schedule schedule) {
        NaiveSchedule naive = new NaiveSchedule(
                schedule.id().value(),
                schedule.settings(),
                schedule.created(),
                schedule.begins().epochMillis());
        naive.stepsDone = schedule.progress().stepsDone();
        naive.givenUp = schedule.progress().givenUp();
        naive.latestStart = schedule.progress().occurrence().epochMillis();
        return naive.picture();
    }

    static ScalingAdvice of(io.usher.core.model.ScalingAdvice advice) {
        return ScalingAdvice.newBuilder()
                .setName("scalingAdvice/" + advice.position() + "." + advice.pool())
                .setPool("pools/" + advice.pool())
                .setDirection(ScalingAdvice.Direction.valueOf(
                        "DIRECTION_" + advice.direction().name()))
                .setOpenHostCount(advice.openHosts())
                .setWantedHostCount(advice.wantedHosts())
                .setWorkloadPercent(advice.workloadPercent())
                .setAdviceTime(Pictures.time(advice.time().epochMillis()))
                .build();
    }

    static Binding of(HostBinding binding) {
        return new NaiveBinding(
                        binding.host().value(),
                        binding.pool().value(),
                        binding.owner(),
                        binding.changed(),
                        binding.used().epochMillis())
                .picture();
    }

    static Action of(io.usher.core.model.Action action) {
        return Action.newBuilder()
                .setName("actions/" + action.id())
                .setKind(Action.Kind.valueOf("KIND_" + action.kind().name()))
                .setSession(action.session().map(id -> "sessions/" + id).orElse(""))
                .setHost("hosts/" + action.host())
                .setUser(action.user().map(Object::toString).orElse(""))
                .setTitle(action.order().title())
                .setText(action.order().text())
                .setState(
                        Action.State.valueOf("STATE_" + action.outcome().state().name()))
                .setReason(action.outcome().reason())
                .setStateTime(Pictures.time(action.outcome().since().epochMillis()))
                .setExpireTime(Pictures.time(action.deadline().epochMillis()))
                .setRevision(action.outcome().changed().index())
                .build();
    }

    static Session of(io.usher.core.model.Session session) {
        NaiveHost host =
                new NaiveHost(session.host().value(), session.seat().pool().value());
        NaiveSession naive = new NaiveSession(
                session.id().created(),
                session.user().value(),
                session.subject().resource().map(Object::toString).orElse(""),
                host);
        naive.clientName = session.subject().client().name();
        naive.clientAddress = session.subject().client().address();
        naive.clientSystem = session.subject().client().operatingSystem();
        naive.gateway = session.subject().client().gateway();
        naive.state = Session.State.valueOf("STATE_" + session.state().name());
        naive.since = session.status().since().epochMillis();
        naive.fence = session.grant().fence().position();
        naive.redeemed = session.grant().redeemed();
        naive.ahead = session.grant().prelaunched();
        naive.request = session.grant().request().map(Object::toString).orElse("");
        naive.key = session.status().hostKey().orElse("");
        session.status().unusedSince().ifPresent(time -> naive.unusedSince = time.epochMillis());
        session.status()
                .action()
                .ifPresent(action -> naive.order(
                        Session.Action.valueOf("ACTION_" + action.kind().name()), LogPosition.NONE));
        session.status()
                .endReason()
                .ifPresent(reason -> naive.endReason = Session.EndReason.valueOf("END_REASON_" + reason.name()));
        naive.changed = session.changed();
        return naive.picture();
    }

    private static Host of(io.usher.core.model.Host host) {
        NaiveHost naive = new NaiveHost(host.id().value(), host.pool().value());
        naive.settings = host.settings();
        naive.endpoint = host.registration().endpoint();
        naive.incarnation = host.incarnation().registered();
        naive.up = host.isUp();
        naive.since = host.status().since().epochMillis();
        naive.failedLogons = host.status().failures().failedLogons();
        naive.failedAt = host.status().failures().latestFailure().epochMillis();
        naive.changed = host.changed();
        Load.Builder load = Load.newBuilder()
                .setCpuPermille(host.status().load().cpuPermille())
                .setMemoryUsedBytes(host.status().load().memoryUsedBytes())
                .setMemoryTotalBytes(host.status().load().memoryTotalBytes());
        host.status()
                .load()
                .custom()
                .forEach(reading -> load.addCustomCounters(CounterReading.newBuilder()
                        .setCounter(reading.counter())
                        .setPermille(reading.permille())));
        host.status().load().startingMilliseats().ifPresent(load::setStartingMilliseats);
        return naive.picture().toBuilder().setLoad(load).build();
    }

    static Host of(io.usher.core.model.Host host, BrokerView view) {
        SeatCount seats = view.seats(host.id());
        return of(host).toBuilder()
                .setEffectiveMaxSessions(view.policyOf(host).maxSessions().value())
                .setSessionCount(seats.taken())
                .setPendingCount(seats.pending())
                .setInFlightCount(seats.inFlight())
                .build();
    }
}
