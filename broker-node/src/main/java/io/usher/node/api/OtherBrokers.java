package io.usher.node.api;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.Deadline;
import io.usher.proto.v1.BrokerStatus;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The other brokers of the site, to be asked how they stand. Thread-safe. */
public interface OtherBrokers {

    /**
     * What is known of a broker without asking it.
     *
     * @param api where it serves clients, host:port; empty if that is not known
     * @param raft where it speaks Raft, host:port
     * @param votes whether it has a vote
     */
    record Addresses(String api, String raft, boolean votes) {}

    /** Every other broker. */
    Map<BrokerId, Addresses> known();

    /**
     * Asks one of them.
     *
     * @return completes exceptionally when it does not answer in time
     */
    CompletionStage<BrokerStatus> ask(BrokerId broker, Deadline deadline);
}
