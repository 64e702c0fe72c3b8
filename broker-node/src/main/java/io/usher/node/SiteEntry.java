package io.usher.node;

import io.usher.core.command.Command;
import io.usher.core.command.RegisterBroker;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.RequestId;
import io.usher.core.state.BrokerView;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.ReplicatedBroker;
import io.usher.node.replication.Submission;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the site knows this broker's address, ticket key and version. Looks again and again, so that neither
 * an election nor a restored snapshot leaves the site without them. Waits until the site is founded, whose feature
 * level says what is kept of it. A newcomer waits until it belongs to the group, so that it can say whether it has a
 * vote. Thread-safe.
 */
final class SiteEntry {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(SiteEntry.class);

    private final ReplicatedBroker broker;
    private final Supplier<GroupMembers> members;
    private final RegisterBroker self;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** @param members who belongs to the group as far as this broker knows */
    SiteEntry(ReplicatedBroker broker, Supplier<GroupMembers> members, RegisterBroker self) {
        this.broker = broker;
        this.members = members;
        this.self = self;
    }

    /** Looks once, unless the look before is still under way. */
    void tick() {
        GroupMembers group = members.get();
        boolean isMember = !group.voters().isEmpty() && group.find(self.id()).isPresent();
        if (isMember && busy.compareAndSet(false, true)) {
            RegisterBroker entry = self.withStandby(group.isStandby(self.id()));
            propose(view -> view.site().isEmpty() || isKnown(view) ? Optional.empty() : Optional.of(entry))
                    .whenComplete((done, failure) -> {
                        busy.set(false);
                        if (failure != null) {
                            LOG.debug("the site could not be told of this broker this time", failure);
                        }
                    });
        }
    }

    private CompletionStage<Boolean> propose(Function<BrokerView, Optional<Command>> missing) {
        Deadline deadline = Deadline.after(TIME);
        return broker.read(Freshness.LINEARIZABLE, deadline, missing)
                .thenCompose(found -> found.value()
                        .map(command -> submit(command, deadline))
                        .orElseGet(() -> CompletableFuture.completedFuture(false)));
    }

    private CompletionStage<Boolean> submit(Command command, Deadline deadline) {
        RequestId request = new RequestId(UUID.randomUUID().toString());
        return broker.submit(new Submission(command, Optional.of(request), deadline))
                .thenApply(committed -> {
                    LOG.info("told the site: {} at {}", command.getClass().getSimpleName(), committed.position());
                    return true;
                });
    }

    private boolean isKnown(BrokerView view) {
        return view.broker(self.id()).filter(this::isSelf).isPresent();
    }

    private boolean isSelf(BrokerProfile profile) {
        return profile.apiAddress().equals(self.apiAddress())
                && profile.ticketKey().equals(self.ticketKey())
                && profile.version().equals(self.version());
    }
}
