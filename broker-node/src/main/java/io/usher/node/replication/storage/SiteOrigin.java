package io.usher.node.replication.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a restored site began with. Two brokers belong to the same restored site only if both of it are equal.
 *
 * @param digest SHA-256 of the restored state as the backup has it, 64 hexadecimal digits
 * @param attempt which restoration of this backup it is, 1 to {@link #MAX_ATTEMPT}
 */
public record SiteOrigin(String digest, int attempt) {

    /** Revisions fit into file names with 18 digits. */
    public static final int MAX_ATTEMPT = 1_000;

    /** More entries than a site commits in thirty years at a thousand a second. */
    private static final long GAP = 1_000_000_000_000L;

    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{64})#(\\d{1,4})");

    public SiteOrigin {
        if (attempt < 1 || attempt > MAX_ATTEMPT) {
            throw new IllegalArgumentException("attempt must be 1 to " + MAX_ATTEMPT + ", found " + attempt);
        }
    }

    /**
     * Revision at which the log of the restored site begins, so that it gives higher fences than the old site can have
     * given since, and higher ones than earlier restorations of the same backup.
     *
     * @param backup revision of the backup
     */
    public long beginning(long backup) {
        return beginning(backup, attempt);
    }

    /** The same for an origin that is yet to be known. */
    public static long beginning(long backup, int attempt) {
        return Math.addExact(backup, Math.multiplyExact(GAP, attempt));
    }

    /**
     * Whether a log belongs to a site that came before another one: so far behind is no log of the same site.
     *
     * @param revision of the one log
     * @param later of the other one
     */
    public static boolean isBefore(long revision, long later) {
        return later - revision > GAP / 2;
    }

    /** Reads what {@link #toString} wrote; throws {@link IllegalArgumentException}. */
    public static SiteOrigin parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("origin must be a digest, # and a number, found '" + text + "'");
        }
        return new SiteOrigin(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return digest + "#" + attempt;
    }
}
