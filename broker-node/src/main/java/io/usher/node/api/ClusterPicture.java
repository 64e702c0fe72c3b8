package io.usher.node.api;

import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.BrokerStatus.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What the statuses of all brokers say together. */
final class ClusterPicture {

    private final List<BrokerStatus> brokers;
    private final Set<String> standbys;

    /** @param standbys ids of those that have no vote, so that one which does not answer is not missed in a quorum */
    ClusterPicture(List<BrokerStatus> brokers, Set<String> standbys) {
        this.brokers = List.copyOf(brokers);
        this.standbys = Set.copyOf(standbys);
    }

    /** In order of id, each with how far it is behind. */
    List<BrokerStatus> brokers() {
        long highest =
                brokers.stream().mapToLong(BrokerStatus::getCommitIndex).max().orElse(0);
        return brokers.stream()
                .sorted(Comparator.comparing(BrokerStatus::getBroker))
                .map(broker -> withLag(broker, highest))
                .toList();
    }

    /** Whether a majority of the voting brokers follows one primary, which says so itself, in one term. */
    boolean hasQuorum() {
        long voters = brokers.stream().filter(this::votes).count();
        return brokers.stream()
                .filter(broker -> broker.getRole() == Role.ROLE_PRIMARY)
                .anyMatch(primary -> 2 * followers(primary) > voters);
    }

    /** The primary itself is one of them. */
    private long followers(BrokerStatus primary) {
        return brokers.stream()
                .filter(this::votes)
                .filter(broker -> broker.getPrimary().equals(primary.getBroker()))
                .filter(broker -> broker.getTerm() == primary.getTerm())
                .count();
    }

    private boolean votes(BrokerStatus broker) {
        return broker.getRole() != Role.ROLE_STANDBY && !standbys.contains(broker.getBroker());
    }

    private static BrokerStatus withLag(BrokerStatus broker, long highest) {
        return broker.getError().isEmpty()
                ? broker.toBuilder()
                        .setLag(Math.max(0, highest - broker.getAppliedIndex()))
                        .build()
                : broker;
    }
}
