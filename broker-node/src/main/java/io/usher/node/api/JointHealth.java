package io.usher.node.api;

import java.util.HashSet;
import java.util.Set;

/**
 * What health checks are told that do not say which of several sites they mean: that something can be done when every
 * site can do it. Thread-safe.
 */
final class JointHealth {

    private final int sites;
    private final Health whole = new Health();
    /** Guarded by this. */
    private final Set<Health> present = new HashSet<>();

    /** @param sites how many there are to be */
    JointHealth(int sites) {
        this.sites = sites;
    }

    /** Told for all of them. */
    Health whole() {
        return whole;
    }

    /** Takes a site into account. */
    void join(Health site) {
        synchronized (this) {
            present.add(site);
        }
        site.onChange(this::look);
        look();
    }

    /** A site is not there any more, and with it something is missing. */
    void leave(Health site) {
        site.onChange(() -> {});
        synchronized (this) {
            present.remove(site);
        }
        look();
    }

    private synchronized void look() {
        boolean complete = present.size() == sites;
        whole.canRead(complete && present.stream().allMatch(Health::reads));
        whole.canCommit(complete && present.stream().allMatch(Health::commits));
    }
}
