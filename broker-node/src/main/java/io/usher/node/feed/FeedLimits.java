package io.usher.node.feed;

/**
 * What the feed keeps. A reader that comes back within that may go on where it stopped.
 *
 * @param entries most revisions kept, a power of two
 * @param events most events kept, whatever the revisions hold; at least one revision is kept
 */
public record FeedLimits(int entries, int events) {

    /** Half a minute of 2,000 load reports a second with some thousand session changes beside them, in about 30 MB. */
    public static final FeedLimits DEFAULTS = new FeedLimits(1 << 16, 1 << 17);

    public FeedLimits {
        if (Integer.bitCount(entries) != 1 || events < 1) {
            throw new IllegalArgumentException(
                    "entries must be a power of two and events positive, found " + entries + " and " + events);
        }
    }
}
