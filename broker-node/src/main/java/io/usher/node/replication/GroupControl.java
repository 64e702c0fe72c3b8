package io.usher.node.replication;

import io.usher.core.model.BrokerId;
import java.util.concurrent.CompletionStage;

/** What the primary can do with the group of brokers. Thread-safe. */
public interface GroupControl {

    /** This broker. */
    BrokerId self();

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
}
