package io.usher.node.replication.codec;

import io.usher.core.command.Answer;
import io.usher.core.command.Answer.Binding;
import io.usher.core.command.Answer.Order;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.Reply;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.UserName;
import io.usher.proto.internal.v1.DoneAnswer;
import io.usher.proto.internal.v1.GrantedAnswer;
import io.usher.proto.internal.v1.InventoryTakenAnswer;
import io.usher.proto.internal.v1.LeasesExpiredAnswer;
import io.usher.proto.internal.v1.LogonsControlledAnswer;
import io.usher.proto.internal.v1.QueueMovedAnswer;
import io.usher.proto.internal.v1.QueuedAnswer;
import io.usher.proto.internal.v1.RedeemedAnswer;
import io.usher.proto.internal.v1.RefusalReasonCode;
import io.usher.proto.internal.v1.RefusalRecord;
import io.usher.proto.internal.v1.ReplyRecord;
import java.util.Optional;

/** Answers and refusals. */
public final class ReplyCodec {

    private ReplyCodec() {}

    /** Encodes a reply. */
    public static ReplyRecord encode(Reply reply) {
        ReplyRecord.Builder builder = ReplyRecord.newBuilder();
        if (reply instanceof Refusal refusal) {
            return builder.setRefusal(encode(refusal)).build();
        }
        return encode((Answer) reply, builder).build();
    }

    // Java 17 has no switch over sealed types; a test walks through the permitted subclasses instead.
    private static ReplyRecord.Builder encode(Answer answer, ReplyRecord.Builder builder) {
        if (answer instanceof Answer.Granted granted) {
            return builder.setGranted(encode(granted));
        } else if (answer instanceof Answer.Done) {
            return builder.setDone(DoneAnswer.getDefaultInstance());
        } else if (answer instanceof Answer.SiteAnswer site) {
            return builder.setSite(ModelCodec.encode(site.site()));
        } else if (answer instanceof Answer.BrokerAnswer broker) {
            return builder.setBroker(BrokerCodec.encode(broker.broker()));
        } else if (answer instanceof Answer.RoleAnswer role) {
            return builder.setRoleGrant(RoleCodec.encode(role.grant()));
        } else if (answer instanceof Answer.PoolAnswer pool) {
            return builder.setPool(ModelCodec.encode(pool.pool()));
        } else if (answer instanceof Answer.ResourceAnswer resource) {
            return builder.setResource(ModelCodec.encode(resource.resource()));
        } else if (answer instanceof Answer.FolderAnswer folder) {
            return builder.setFolder(FolderCodec.encode(folder.folder()));
        } else if (answer instanceof Answer.HostAnswer host) {
            return builder.setHost(ModelCodec.encode(host.host()));
        } else if (answer instanceof Answer.ScheduleAnswer schedule) {
            return builder.setSchedule(ScheduleCodec.encode(schedule.schedule()));
        } else if (answer instanceof Answer.BindingAnswer binding) {
            return builder.setBinding(BindingCodec.encode(binding.binding()));
        } else if (answer instanceof Answer.Queued queued) {
            return builder.setQueued(QueuedAnswer.newBuilder()
                    .setEntry(ValueCodec.encode(queued.entry().queued()))
                    .setDeadlineMillis(queued.deadline().epochMillis()));
        }
        return encodeOfSessions(answer, builder);
    }

    private static ReplyRecord.Builder encodeOfSessions(Answer answer, ReplyRecord.Builder builder) {
        if (answer instanceof Answer.SessionAnswer session) {
            return builder.setSession(SessionCodec.encode(session.session()));
        } else if (answer instanceof Answer.Redeemed redeemed) {
            return builder.setRedeemed(RedeemedAnswer.newBuilder()
                    .setSession(ValueCodec.encode(redeemed.session()))
                    .setUser(redeemed.user().value()));
        } else if (answer instanceof Answer.InventoryTaken taken) {
            return builder.setInventoryTaken(encode(taken));
        }
        return encodeCount(answer, builder);
    }

    private static ReplyRecord.Builder encodeCount(Answer answer, ReplyRecord.Builder builder) {
        if (answer instanceof Answer.LogonsControlled controlled) {
            return builder.setLogonsControlled(
                    LogonsControlledAnswer.newBuilder().setHosts(controlled.hosts()));
        } else if (answer instanceof Answer.QueueMoved moved) {
            return builder.setQueueMoved(QueueMovedAnswer.newBuilder().setEntries(moved.entries()));
        } else if (answer instanceof Answer.LeasesExpired expired) {
            return builder.setLeasesExpired(LeasesExpiredAnswer.newBuilder()
                    .setSessions(expired.sessions())
                    .setLoggedOff(expired.loggedOff())
                    .setTimedOut(expired.timedOut()));
        } else if (answer instanceof Answer.ActionsRequested requested) {
            return builder.setActionsRequested(ActionCodec.encode(requested));
        }
        throw new IllegalStateException("no format for " + answer.getClass().getName());
    }

    private static RefusalRecord encode(Refusal refusal) {
        RefusalRecord.Builder builder =
                RefusalRecord.newBuilder().setReason(Codes.REFUSAL_REASON.encode(refusal.reason()));
        refusal.details()
                .forEach(detail -> builder.addDetails(
                        RefusalRecord.Detail.newBuilder().setKey(detail.key()).setValue(detail.value())));
        return builder.build();
    }

    private static GrantedAnswer encode(Answer.Granted granted) {
        GrantedAnswer.Builder builder = GrantedAnswer.newBuilder()
                .setSession(ValueCodec.encode(granted.session()))
                .setUser(granted.user().value())
                .setHost(granted.host().value())
                .setEndpoint(granted.endpoint())
                .setIncarnation(ValueCodec.encode(granted.incarnation()))
                .setFence(ValueCodec.encode(granted.fence()))
                .setExpiresMillis(granted.expires().epochMillis())
                .setRule(Codes.DECISION_RULE.encode(granted.rule()))
                .addAllRoutes(RouteCodec.encode(granted.routes()));
        granted.warnings().forEach(finding -> builder.addWarnings(LimitCodec.encode(finding)));
        return builder.build();
    }

    private static InventoryTakenAnswer encode(Answer.InventoryTaken taken) {
        InventoryTakenAnswer.Builder builder =
                InventoryTakenAnswer.newBuilder().setAsOf(ValueCodec.encode(taken.asOf()));
        for (Order order : taken.orders()) {
            InventoryTakenAnswer.Order.Builder encoded =
                    InventoryTakenAnswer.Order.newBuilder().setAction(SessionCodec.encode(order.action()));
            order.session().map(ValueCodec::encode).ifPresent(encoded::setSession);
            order.message().map(ActionCodec::encode).ifPresent(encoded::setMessage);
            order.hostKey().ifPresent(encoded::setHostKey);
            builder.addOrders(encoded);
        }
        for (Binding binding : taken.bindings()) {
            builder.addBindings(InventoryTakenAnswer.Binding.newBuilder()
                    .setHostKey(binding.hostKey())
                    .setSession(ValueCodec.encode(binding.session())));
        }
        return builder.build();
    }

    /**
     * Reads a reply.
     *
     * @throws FormatException when it is malformed or of a newer version
     */
    public static Reply decode(ReplyRecord reply) {
        try {
            return switch (reply.getReplyCase()) {
                case REFUSAL -> decode(reply.getRefusal());
                case DONE -> new Answer.Done();
                case SITE -> new Answer.SiteAnswer(ModelCodec.decode(reply.getSite()));
                case BROKER -> new Answer.BrokerAnswer(BrokerCodec.decode(reply.getBroker()));
                case ROLE_GRANT -> new Answer.RoleAnswer(RoleCodec.decode(reply.getRoleGrant()));
                case POOL -> new Answer.PoolAnswer(ModelCodec.decode(reply.getPool()));
                case RESOURCE -> new Answer.ResourceAnswer(ModelCodec.decode(reply.getResource()));
                case FOLDER -> new Answer.FolderAnswer(FolderCodec.decode(reply.getFolder()));
                case HOST -> new Answer.HostAnswer(ModelCodec.decode(reply.getHost()));
                case SESSION -> new Answer.SessionAnswer(SessionCodec.decode(reply.getSession()));
                case GRANTED -> decode(reply.getGranted());
                case REDEEMED ->
                    new Answer.Redeemed(
                            ValueCodec.session(reply.getRedeemed().getSession()),
                            new UserName(reply.getRedeemed().getUser()));
                case INVENTORY_TAKEN -> decode(reply.getInventoryTaken());
                case LEASES_EXPIRED ->
                    new Answer.LeasesExpired(
                            reply.getLeasesExpired().getSessions(),
                            reply.getLeasesExpired().getLoggedOff(),
                            reply.getLeasesExpired().getTimedOut());
                case ACTIONS_REQUESTED -> ActionCodec.decode(reply.getActionsRequested());
                case LOGONS_CONTROLLED ->
                    new Answer.LogonsControlled(reply.getLogonsControlled().getHosts());
                case SCHEDULE -> new Answer.ScheduleAnswer(ScheduleCodec.decode(reply.getSchedule()));
                case BINDING -> new Answer.BindingAnswer(BindingCodec.decode(reply.getBinding()));
                case QUEUED -> decode(reply.getQueued());
                case QUEUE_MOVED -> new Answer.QueueMoved(reply.getQueueMoved().getEntries());
                case REPLY_NOT_SET -> throw new FormatException("a reply is of a kind that this version does not know");
            };
        } catch (IllegalArgumentException e) {
            throw new FormatException("a reply has a value out of range: " + e.getMessage(), e);
        }
    }

    private static Answer decode(QueuedAnswer queued) {
        return new Answer.Queued(
                new QueueEntryId(ValueCodec.position(queued.getEntry())), new LogTime(queued.getDeadlineMillis()));
    }

    /** Encodes the reason of a refusal. */
    public static RefusalReasonCode encode(RefusalReason reason) {
        return Codes.REFUSAL_REASON.encode(reason);
    }

    /**
     * Reads the reason of a refusal.
     *
     * @throws FormatException when it is of a newer version
     */
    public static RefusalReason decode(RefusalReasonCode reason) {
        return Codes.REFUSAL_REASON.decode(reason);
    }

    private static Refusal decode(RefusalRecord refusal) {
        return new Refusal(
                Codes.REFUSAL_REASON.decode(refusal.getReason()),
                refusal.getDetailsList().stream()
                        .map(detail -> new Refusal.Detail(detail.getKey(), detail.getValue()))
                        .toList());
    }

    private static Answer.Granted decode(GrantedAnswer granted) {
        return new Answer.Granted(
                ValueCodec.session(granted.getSession()),
                new UserName(granted.getUser()),
                new HostId(granted.getHost()),
                granted.getEndpoint(),
                ValueCodec.incarnation(granted.getIncarnation()),
                ValueCodec.fence(granted.getFence()),
                new LogTime(granted.getExpiresMillis()),
                Codes.DECISION_RULE.decode(granted.getRule()),
                granted.getWarningsList().stream().map(LimitCodec::decode).toList(),
                RouteCodec.decode(granted.getRoutesList()));
    }

    private static Answer.InventoryTaken decode(InventoryTakenAnswer taken) {
        return new Answer.InventoryTaken(
                ValueCodec.position(taken.getAsOf()),
                taken.getOrdersList().stream()
                        .map(order -> new Order(
                                order.hasSession()
                                        ? Optional.of(ValueCodec.session(order.getSession()))
                                        : Optional.empty(),
                                order.hasHostKey() ? Optional.of(order.getHostKey()) : Optional.empty(),
                                SessionCodec.decode(order.getAction()),
                                order.hasMessage()
                                        ? Optional.of(ActionCodec.decode(order.getMessage()))
                                        : Optional.empty()))
                        .toList(),
                taken.getBindingsList().stream()
                        .map(binding -> new Binding(binding.getHostKey(), ValueCodec.session(binding.getSession())))
                        .toList());
    }
}
