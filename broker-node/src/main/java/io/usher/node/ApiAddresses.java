package io.usher.node;

import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.ReadResult;
import io.usher.node.replication.ReplicatedBroker;
import java.time.Duration;
import java.util.Optional;

/** Where brokers serve clients, as this broker's own copy of the state tells. */
final class ApiAddresses {

    private ApiAddresses() {}

    /** Empty when this broker does not know the other one. */
    static Optional<String> of(ReplicatedBroker broker, BrokerId id) {
        // What a stale read asks is answered on this thread.
        return broker.read(Freshness.STALE, Deadline.after(Duration.ofSeconds(1)), view -> view.broker(id))
                .thenApply(ReadResult::value)
                .toCompletableFuture()
                .getNow(Optional.empty())
                .map(BrokerProfile::apiAddress);
    }
}
