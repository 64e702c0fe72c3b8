package io.usher.node.feed;

/** The changes after a revision are no longer kept. */
public final class RevisionCompactedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long asked;
    private final long oldest;

    RevisionCompactedException(long asked, long oldest) {
        super("changes are kept after revision " + oldest + ", asked for those after " + asked);
        this.asked = asked;
        this.oldest = oldest;
    }

    public long asked() {
        return asked;
    }

    /** The lowest revision after which the feed can be read. */
    public long oldest() {
        return oldest;
    }
}
