package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.client.CallFailedException;
import io.usher.proto.v1.BrokerStatus;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.GetClusterStatusRequest;
import io.usher.proto.v1.GetClusterStatusResponse;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says that an upgrade is not finished, and what is missing. */
final class LevelRemark {

    private LevelRemark() {}

    /** Asks how the brokers stand; empty when nobody can say. */
    static Optional<String> of(BrokerClient broker) {
        try {
            return of(broker.call(
                    ClusterServiceGrpc.getGetClusterStatusMethod(), GetClusterStatusRequest.getDefaultInstance()));
        } catch (CallFailedException e) {
            // A remark beside an answer that was given; who may not ask for it gets none.
            return Optional.empty();
        }
    }

    /** Empty when every broker supports the level of the site and no higher one. */
    static Optional<String> of(GetClusterStatusResponse status) {
        int level = status.getFeatureLevel();
        int highest = status.getBrokersList().stream()
                .mapToInt(BrokerStatus::getHighestFeatureLevel)
                .max()
                .orElse(0);
        // A broker of the version before there were levels says 0 of both.
        if (highest <= level || level == 0) {
            return Optional.empty();
        }
        if (status.getAttainableFeatureLevel() > level) {
            return Optional.of("feature level " + level + " (all brokers support " + status.getAttainableFeatureLevel()
                    + ": 'usher site upgrade')");
        }
        String holders = status.getBrokersList().stream()
                .filter(broker -> !broker.getError().isEmpty() || broker.getHighestFeatureLevel() < highest)
                .map(broker -> broker.getBroker() + (broker.getError().isEmpty() ? "" : " (no answer)"))
                .collect(Collectors.joining(", "));
        return Optional.of("feature level " + level + " (" + highest + " is not supported by " + holders + ")");
    }
}
