package io.usher.it.faults;

import io.usher.it.bench.UsherSite;
import io.usher.it.cluster.ClusterBuilder;
import java.util.Locale;

/** What is tried, in the order of the table. */
enum FaultKind {
    NOTHING("nothing at all, for comparison", Site.PLAIN, "-"),
    KILL("primary killed", Site.PLAIN, "p50 100, p99 500"),
    PAUSE("primary paused", Site.PLAIN, "p99 800"),
    PARTITION("primary cut off from the others", Site.RELAYED, "p99 800"),
    HANG("disk of the primary hangs", Site.ON_DISKS, "p99 3,000"),
    FULL("disk of the primary full", Site.ON_DISKS, "p99 3,000"),
    PROMOTE("promotion", Site.PLAIN, "p99 50, none failed"),
    FAILBACK("failback", Site.PLAIN, "p99 50, none failed"),
    ADD("broker added", Site.PLAIN, "p99 50, none failed"),
    REMOVE("broker removed", Site.PLAIN, "p99 50, none failed");

    private final String title;
    private final Site site;
    private final String goal;

    FaultKind(String title, Site site, String goal) {
        this.title = title;
        this.site = site;
        this.goal = goal;
    }

    /** What the brokers of a trial need. */
    enum Site {
        PLAIN {
            @Override
            ClusterBuilder with(ClusterBuilder cluster) {
                return cluster;
            }
        },
        RELAYED {
            @Override
            ClusterBuilder with(ClusterBuilder cluster) {
                return cluster.withRelays();
            }
        },
        ON_DISKS {
            @Override
            ClusterBuilder with(ClusterBuilder cluster) {
                return cluster.onDisksOfTheirOwn();
            }
        };

        abstract ClusterBuilder with(ClusterBuilder cluster);
    }

    /** As it is called on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For the table. */
    String title() {
        return title;
    }

    Site site() {
        return site;
    }

    /** What is to be reached, in milliseconds. */
    String goal() {
        return goal;
    }

    Fault on(UsherSite brokers) {
        return switch (this) {
            case NOTHING -> new NoFault();
            case KILL -> PrimaryFault.kill(brokers);
            case PAUSE -> PrimaryFault.pause(brokers);
            case PARTITION -> PrimaryFault.cutOff(brokers);
            case HANG -> PrimaryFault.freezeDisk(brokers);
            case FULL -> new FullDisk(brokers);
            case PROMOTE -> new Promotion(brokers);
            case FAILBACK -> new Failback(brokers);
            case ADD -> MembershipChange.addition(brokers);
            case REMOVE -> MembershipChange.removal(brokers);
        };
    }
}
