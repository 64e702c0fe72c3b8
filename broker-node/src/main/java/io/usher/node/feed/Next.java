package io.usher.node.feed;

/** What a reader finds at its place. */
public sealed interface Next {

    /** The next revision that changed something. */
    record Change(FeedEntry entry) implements Next {}

    /** Nothing further yet. Every change up to the position was found before. */
    record UpToDate(FeedPosition position) implements Next {}

    /**
     * The reader was too slow, or the broker's state was replaced by a snapshot: changes in between are gone.
     *
     * @param oldest the lowest revision after which the feed can still be read
     */
    record FellOff(long oldest) implements Next {}
}
