package io.usher.node.replication.codec;

import io.usher.core.model.Grant;
import io.usher.core.model.HostId;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.RequestId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.Seat;
import io.usher.core.model.Session;
import io.usher.core.model.SessionAction;
import io.usher.core.model.SessionStatus;
import io.usher.core.model.SessionSubject;
import io.usher.core.model.UserName;
import io.usher.proto.internal.v1.ActionRecord;
import io.usher.proto.internal.v1.GrantRecord;
import io.usher.proto.internal.v1.InventoryEntryRecord;
import io.usher.proto.internal.v1.SessionRecord;
import io.usher.proto.internal.v1.SessionStatusRecord;
import io.usher.proto.internal.v1.SubjectRecord;
import java.util.Optional;

/** Sessions. */
final class SessionCodec {

    private SessionCodec() {}

    static SessionRecord encode(Session session) {
        return SessionRecord.newBuilder()
                .setId(ValueCodec.encode(session.id()))
                .setSubject(encode(session.subject()))
                .setPool(session.seat().pool().value())
                .setHost(session.seat().host().value())
                .setGrant(encode(session.grant()))
                .setStatus(encode(session.status()))
                .setChanged(ValueCodec.encode(session.changed()))
                .build();
    }

    static Session decode(SessionRecord session) {
        return new Session(
                ValueCodec.session(session.getId()),
                decode(session.getSubject()),
                new Seat(new PoolId(session.getPool()), new HostId(session.getHost())),
                decode(session.getGrant()),
                decode(session.getStatus()),
                ValueCodec.position(session.getChanged()));
    }

    private static SubjectRecord encode(SessionSubject subject) {
        SubjectRecord.Builder builder = SubjectRecord.newBuilder()
                .setUser(subject.user().value())
                .setClient(SettingsCodec.encode(subject.client()));
        subject.resource().map(ResourceId::value).ifPresent(builder::setResource);
        return builder.build();
    }

    private static SessionSubject decode(SubjectRecord subject) {
        return new SessionSubject(
                new UserName(subject.getUser()),
                subject.hasResource() ? Optional.of(new ResourceId(subject.getResource())) : Optional.empty(),
                SettingsCodec.decode(subject.getClient()));
    }

    private static GrantRecord encode(Grant grant) {
        GrantRecord.Builder builder = GrantRecord.newBuilder()
                .setFence(ValueCodec.encode(grant.fence()))
                .setIncarnation(ValueCodec.encode(grant.incarnation()))
                .setExpiresMillis(grant.expires().epochMillis())
                .setLeaseEndsMillis(grant.leaseEnds().epochMillis())
                .setRedeemed(grant.redeemed())
                .setPrelaunched(grant.prelaunched());
        grant.request().map(RequestId::value).ifPresent(builder::setRequestId);
        return builder.build();
    }

    private static Grant decode(GrantRecord grant) {
        return new Grant(
                ValueCodec.fence(grant.getFence()),
                ValueCodec.incarnation(grant.getIncarnation()),
                new LogTime(grant.getExpiresMillis()),
                new LogTime(grant.getLeaseEndsMillis()),
                grant.getRedeemed(),
                grant.hasRequestId() ? Optional.of(new RequestId(grant.getRequestId())) : Optional.empty(),
                grant.getPrelaunched());
    }

    private static SessionStatusRecord encode(SessionStatus status) {
        SessionStatusRecord.Builder builder = SessionStatusRecord.newBuilder()
                .setState(Codes.SESSION_STATE.encode(status.state()))
                .setSinceMillis(status.since().epochMillis());
        status.hostKey().ifPresent(builder::setHostKey);
        status.confirmed().map(ValueCodec::encode).ifPresent(builder::setConfirmed);
        status.action().map(SessionCodec::encode).ifPresent(builder::setAction);
        status.endReason().map(Codes.END_REASON::encode).ifPresent(builder::setEndReason);
        status.unusedSince().map(LogTime::epochMillis).ifPresent(builder::setUnusedSinceMillis);
        return builder.build();
    }

    private static SessionStatus decode(SessionStatusRecord status) {
        return new SessionStatus(
                Codes.SESSION_STATE.decode(status.getState()),
                new LogTime(status.getSinceMillis()),
                status.hasHostKey() ? Optional.of(status.getHostKey()) : Optional.empty(),
                status.hasConfirmed() ? Optional.of(ValueCodec.position(status.getConfirmed())) : Optional.empty(),
                status.hasAction() ? Optional.of(decode(status.getAction())) : Optional.empty(),
                status.hasEndReason() ? Optional.of(Codes.END_REASON.decode(status.getEndReason())) : Optional.empty(),
                status.hasUnusedSinceMillis()
                        ? Optional.of(new LogTime(status.getUnusedSinceMillis()))
                        : Optional.empty());
    }

    static ActionRecord encode(SessionAction action) {
        return ActionRecord.newBuilder()
                .setKind(Codes.ACTION_KIND.encode(action.kind()))
                .setRequested(ValueCodec.encode(action.requested()))
                .build();
    }

    static SessionAction decode(ActionRecord action) {
        return new SessionAction(
                Codes.ACTION_KIND.decode(action.getKind()), ValueCodec.position(action.getRequested()));
    }

    static InventoryEntryRecord encode(InventoryEntry entry) {
        InventoryEntryRecord.Builder builder = InventoryEntryRecord.newBuilder()
                .setKey(entry.key())
                .setUser(entry.user().value())
                .setState(Codes.OBSERVED_STATE.encode(entry.state()))
                .setUnused(entry.unused());
        entry.session().map(ValueCodec::encode).ifPresent(builder::setSession);
        return builder.build();
    }
}
