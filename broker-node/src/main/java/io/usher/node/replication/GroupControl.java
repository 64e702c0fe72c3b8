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

    /**
     * Adds a broker, which follows without a vote once it has caught up. Nothing waits for it.
     *
     * @return completes as {@link #add}, also when it was a member before
     */
    CompletionStage<Void> addStandby(Peer peer);

    /**
     * Changes who of the members votes. They all have caught up, so it takes effect as soon as a majority of those that
     * vote now and of those that vote then have it in their logs.
     *
     * @param from the group for which it was decided; {@link GroupBusyException} when it is another one by now
     * @param to the same members, this broker among the voters
     * @return completes as {@link #add}
     */
    CompletionStage<Void> changeVotes(GroupMembers from, GroupMembers to);

    /**
     * Checks that another member answers and keeps up, with a vote or without.
     *
     * @throws GroupChangeException when it does not; says why
     */
    void checkSteady(BrokerId broker);

    /** Takes a member out of the group, dead or alive, but not this broker; completes as {@link #add}. */
    CompletionStage<Void> remove(BrokerId broker);
}
