package io.usher.it.faults;

import io.usher.it.bench.UsherSite;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.Membership;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.proto.v1.BrokerStatus.Role;
import java.util.Optional;

/**
 * A fourth broker gets a vote, or is removed. It has started and waits when that begins, as on a machine of its own.
 */
final class MembershipChange implements Fault {

    private final TestCluster cluster;
    private final Membership membership;
    private final boolean adds;
    private Optional<BrokerProcess> newcomer = Optional.empty();

    private MembershipChange(UsherSite site, boolean adds) {
        this.cluster = site.cluster();
        this.membership = cluster.membership();
        this.adds = adds;
    }

    static Fault addition(UsherSite site) {
        return new MembershipChange(site, true);
    }

    static Fault removal(UsherSite site) {
        return new MembershipChange(site, false);
    }

    @Override
    public void prepare() {
        BrokerProcess primary = cluster.awaitPrimary();
        // An id is never used again.
        BrokerProcess fresh = cluster.startNewcomer("n" + System.nanoTime(), primary);
        newcomer = Optional.of(fresh);
        Waiting.until(
                fresh + " to wait for its vote",
                PrimaryFault.LIMIT,
                () -> cluster.statusOf(fresh).getRole() == Role.ROLE_STANDBY);
        if (!adds) {
            membership.add(primary, fresh);
        }
    }

    @Override
    public void strike() {
        if (adds) {
            membership.add(cluster.awaitPrimary(), newcomer.orElseThrow());
        } else {
            remove();
        }
    }

    private void remove() {
        membership.remove(cluster.awaitPrimary(), newcomer.orElseThrow());
    }

    @Override
    public void awaitEnd() {
        if (!adds) {
            newcomer.orElseThrow().awaitEnd(PrimaryFault.LIMIT);
        }
    }

    @Override
    public void undo() {
        BrokerProcess fresh = newcomer.orElseThrow();
        if (adds) {
            remove();
            fresh.awaitEnd(PrimaryFault.LIMIT);
        }
        cluster.forget(fresh);
    }
}
