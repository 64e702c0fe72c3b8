package io.usher.it.faults;

/**
 * Something that befalls the brokers of a site or is done to them, and is undone again. Used for many trials in turn.
 */
interface Fault {

    /** Readies the site for the next trial. Nothing is measured yet. */
    default void prepare() {}

    /** Has it happen. */
    void strike();

    /**
     * Waits until the site has done what it does about it.
     *
     * @throws IllegalStateException when it has not in time
     */
    void awaitEnd();

    /** Takes it back. The brokers may need a while until they have caught up. */
    void undo();

    /** Leaves the site as it was before the first trial. */
    default void close() {}
}
