package io.usher.node.api.mapping;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.ReplicaStatus;
import io.usher.node.replication.ReplicaStatus.PeerContact;
import io.usher.proto.v1.BrokerStatus;
import java.util.Optional;

/** How a broker stands. */
public final class ReplicaStatusMapping {

    private static final EnumMapping<ReplicaStatus.Role, BrokerStatus.Role> ROLES =
            EnumMapping.of(ReplicaStatus.Role.class, BrokerStatus.Role.class, "ROLE_");

    private ReplicaStatusMapping() {}

    /** A broker as its replication describes it. */
    public static BrokerStatus toProto(ReplicaStatus status) {
        BrokerStatus.Builder builder = BrokerStatus.newBuilder()
                .setBroker(status.self().value())
                .setRole(ROLES.toProto(status.role()))
                .setTerm(status.term())
                .setPrimary(status.primary().map(BrokerId::value).orElse(""))
                .setCommitIndex(Math.max(0, status.committed()))
                .setAppliedIndex(Math.max(0, status.applied()))
                .setSnapshotIndex(Math.max(0, status.snapshot().orElse(0)))
                .setDiskFreeBytes(status.disk().free())
                .setDiskUsedBytes(status.disk().used())
                .addAllWarnings(status.warnings());
        status.peers().stream()
                .filter(contact ->
                        status.primary().equals(Optional.of(contact.peer().id())))
                .flatMap(contact -> contact.lastContact().stream())
                .findFirst()
                .ifPresent(time -> builder.setLastContact(Times.of(time)));
        return builder.build();
    }

    /**
     * What one broker knows of another that did not answer.
     *
     * @param asked what is known without either of them
     */
    public static BrokerStatus withContact(BrokerStatus asked, ReplicaStatus witness) {
        for (PeerContact contact : witness.peers()) {
            if (contact.peer().id().value().equals(asked.getBroker())) {
                BrokerStatus.Builder builder = asked.toBuilder();
                contact.lastContact().ifPresent(time -> builder.setLastContact(Times.of(time)));
                return builder.build();
            }
        }
        return asked;
    }
}
