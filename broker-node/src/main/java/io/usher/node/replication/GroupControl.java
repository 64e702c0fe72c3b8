package io.usher.node.replication;

import io.usher.core.model.BrokerId;
import java.util.concurrent.CompletionStage;

/** What the primary can do with the group of brokers. Thread-safe. */
public interface GroupControl {

    /** This broker. */
    BrokerId self();

    /** Who belongs to the group. */
    GroupMembers members();

    /** Whether this broker leads. May be out of date when it is read. */
    boolean leading();

    /**
     * Checks whether the lead can be handed to another broker at present.
     *
     * @throws GroupChangeException when it cannot; says why
     */
    void checkHandOver(BrokerId to);

    /**
     * Hands the lead over. Commands and reads wait meanwhile, for a few milliseconds when all goes well, and go on with
     * whoever leads then.
     *
     * @return completes when the other one leads, or exceptionally with {@link GroupChangeException} when it does not;
     *     then this broker goes on, unless somebody else was elected
     */
    CompletionStage<Void> handOver(BrokerId to);

    /**
     * Adds a broker, which gets a vote when it has caught up. Nothing waits for it.
     *
     * @return completes when it votes, also when it did before; exceptionally with {@link GroupBusyException} when
     *     another change is under way, with {@link GroupChangeException} when it does not answer, with
     *     {@link ReplicationException} when this broker leads no more: then it may have been done
     */
    CompletionStage<Void> add(Peer peer);

    /** Takes a member out of the group, dead or alive, but not this broker; completes as {@link #add}. */
    CompletionStage<Void> remove(BrokerId broker);
}
