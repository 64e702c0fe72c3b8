package io.usher.node.replication.codec;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.Command;
import io.usher.core.command.ExpireQueue;
import io.usher.core.command.KeepWaiting;
import io.usher.core.command.LeaveQueue;
import io.usher.core.model.GroupName;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.QueueTimes;
import io.usher.core.model.RequestId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;
import io.usher.core.model.Wish;
import io.usher.core.state.EndedWait;
import io.usher.proto.internal.v1.EndedWaitRecord;
import io.usher.proto.internal.v1.Envelope;
import io.usher.proto.internal.v1.QueueEntryRecord;
import io.usher.proto.internal.v1.WishRecord;
import java.util.Optional;

/** Places in the queue. */
final class QueueCodec {

    private QueueCodec() {}

    static QueueEntryRecord encode(QueueEntry entry) {
        QueueEntryRecord.Builder builder = QueueEntryRecord.newBuilder()
                .setId(ValueCodec.encode(entry.id().queued()))
                .setWish(encode(entry.wish()))
                .setTurn(entry.turn())
                .setSinceMillis(entry.times().since().epochMillis())
                .setDeadlineMillis(entry.times().deadline().epochMillis())
                .setLeaseEndsMillis(entry.times().leaseEnds().epochMillis());
        entry.request().map(RequestId::value).ifPresent(builder::setRequestId);
        return builder.build();
    }

    static QueueEntry decode(QueueEntryRecord entry) {
        return new QueueEntry(
                new QueueEntryId(ValueCodec.position(entry.getId())),
                decode(entry.getWish()),
                entry.getTurn(),
                new QueueTimes(
                        new LogTime(entry.getSinceMillis()),
                        new LogTime(entry.getDeadlineMillis()),
                        new LogTime(entry.getLeaseEndsMillis())),
                entry.hasRequestId() ? Optional.of(new RequestId(entry.getRequestId())) : Optional.empty());
    }

    static EndedWaitRecord encode(EndedWait wait) {
        return EndedWaitRecord.newBuilder()
                .setEntry(ValueCodec.encode(wait.entry().queued()))
                .setWish(encode(wait.wish()))
                .setEndedMillis(wait.ended().epochMillis())
                .setOutcome(ReplyCodec.encode(wait.outcome()))
                .build();
    }

    static EndedWait decode(EndedWaitRecord wait) {
        return new EndedWait(
                new QueueEntryId(ValueCodec.position(wait.getEntry())),
                decode(wait.getWish()),
                new LogTime(wait.getEndedMillis()),
                ReplyCodec.decode(wait.getOutcome()));
    }

    static Command decode(Envelope envelope) {
        if (envelope.hasAdmitNext()) {
            return new AdmitNext(new PoolId(envelope.getAdmitNext().getPool()));
        }
        if (envelope.hasLeaveQueue()) {
            return new LeaveQueue(new QueueEntryId(
                    ValueCodec.position(envelope.getLeaveQueue().getId())));
        }
        if (envelope.hasKeepWaiting()) {
            return new KeepWaiting(envelope.getKeepWaiting().getIdsList().stream()
                    .map(id -> new QueueEntryId(ValueCodec.position(id)))
                    .toList());
        }
        return new ExpireQueue(envelope.getExpireQueue().getLimit());
    }

    private static WishRecord encode(Wish wish) {
        return WishRecord.newBuilder()
                .setUser(wish.user().value())
                .setResource(wish.resource().value())
                .setClient(SettingsCodec.encode(wish.client()))
                .addAllGroups(wish.groups().stream().map(GroupName::value).toList())
                .build();
    }

    private static Wish decode(WishRecord wish) {
        return new Wish(
                new UserName(wish.getUser()),
                new ResourceId(wish.getResource()),
                SettingsCodec.decode(wish.getClient()),
                wish.getGroupsList().stream().map(GroupName::new).toList());
    }
}
