package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.FaultHandler;
import io.usher.node.replication.GroupMembers;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the lead away when the disk of this broker hangs, or ends the process. Thread-safe. */
final class DiskRemedy implements DiskWatch.Remedy {

    private static final Logger LOG = LoggerFactory.getLogger(DiskRemedy.class);

    private final HandOver handOver;
    private final HandOver.Contacts contacts;
    private final Supplier<GroupMembers> members;
    private final FaultHandler faults;

    DiskRemedy(HandOver handOver, HandOver.Contacts contacts, Supplier<GroupMembers> members, FaultHandler faults) {
        this.handOver = handOver;
        this.contacts = contacts;
        this.members = members;
        this.faults = faults;
    }

    @Override
    public boolean othersAreThere() {
        try {
            return successor().isPresent();
        } catch (IOException e) {
            LOG.warn("cannot tell who else is there", e);
            return false;
        }
    }

    @Override
    public void handOver() {
        try {
            successor().ifPresent(successor -> {
                LOG.warn("handing the lead to broker={}, because the disk hangs", successor);
                handOver.start(successor).whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("broker={} did not take over yet", successor, failure);
                    }
                });
            });
        } catch (IOException e) {
            LOG.warn("cannot hand the lead over", e);
        }
    }

    @Override
    public void halt(String why) {
        faults.halt(why, new IOException("the disk hangs"));
    }

    private Optional<BrokerId> successor() throws IOException {
        return handOver.successor(contacts.read(), members.get());
    }
}
