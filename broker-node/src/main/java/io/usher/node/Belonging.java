package io.usher.node;

import io.usher.core.model.BrokerId;
import io.usher.node.config.Address;
import io.usher.node.config.PeerBroker;
import io.usher.node.config.ServerConfig;
import io.usher.node.peer.JoinLink;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.raft.Replication;
import io.usher.node.replication.storage.SiteOrigin;
import io.usher.node.replication.storage.StorageDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether this broker belongs to its site. Before an empty directory is filled the site is asked whether it knows the
 * id: whoever lost its data must not come back under it. A newcomer says again and again that it waits. A broker
 * without a primary asks whether it was removed while it was away, and ends then. Thread-safe.
 */
final class Belonging {

    /** For a site that is being asked before this broker begins. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(500);
    /** Ticks without a primary after which the others are asked. */
    private static final int LONELY_TICKS = 4;

    private final ServerConfig config;
    private final JoinLink link;
    private final Halt halt;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Where the brokers of the site are, as it said last. */
    private volatile List<String> told = List.of();

    private int lonely;

    Belonging(ServerConfig config, JoinLink link, Halt halt) {
        this.config = config;
        this.link = link;
        this.halt = halt;
    }

    /**
     * Asks whether this broker may begin, and makes the directory of one that joins ready for it.
     *
     * @throws IOException when it must not begin; says why and what to do
     */
    void checkBegin(ReplicationSettings replication) throws IOException {
        if (!StorageDirectory.isNew(config.storage().directory())) {
            return;
        }
        Optional<Address> site = config.joinPeer();
        if (site.isPresent()) {
            JoinLink.Word word = askUntilAnswered(site.get());
            if (word.refusal().isPresent()) {
                throw new IOException(word.refusal().get());
            }
            told = word.peerAddresses();
            StorageDirectory.join(
                    replication.group(), replication.storage(), word.origin().map(SiteOrigin::parse));
        } else if (config.storage().firstStart()) {
            for (PeerBroker other : config.group().peers()) {
                if (!other.id().equals(config.brokerId())) {
                    Optional<String> refusal = askOnce(other.peer());
                    if (refusal.isPresent()) {
                        throw new IOException(refusal.get());
                    }
                }
            }
        }
    }

    private JoinLink.Word askUntilAnswered(Address site) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return link.ask(site.toString(), true, false, ANSWER)
                        .toCompletableFuture()
                        .join();
            } catch (CompletionException e) {
                if (System.nanoTime() > end) {
                    throw new IOException(
                            "no broker of the site answers at " + site + " (two ports above 'join'): "
                                    + Optional.ofNullable(e.getCause())
                                            .orElse(e)
                                            .getMessage() + "; check the address and that it runs",
                            e);
                }
            }
            pause();
        }
    }

    /** Others that are not there cannot know it; a site that starts as a whole is such a one. */
    private Optional<String> askOnce(Address other) {
        return link.ask(other.toString(), true, false, ANSWER)
                .thenApply(JoinLink.Word::refusal)
                .exceptionally(failure -> Optional.empty())
                .toCompletableFuture()
                .join();
    }

    private static void pause() {
        CompletableFuture.runAsync(
                        () -> {},
                        CompletableFuture.delayedExecutor(BEFORE_ASKING_AGAIN.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }

    /** Looks once, unless the look before is still under way. */
    void tick(Replication replication) {
        GroupMembers members = replication.members();
        boolean waits = members.voters().isEmpty();
        lonely = replication.primary().isPresent() ? 0 : lonely + 1;
        if ((waits || lonely >= LONELY_TICKS) && busy.compareAndSet(false, true)) {
            List<CompletableFuture<Optional<String>>> asked = new ArrayList<>();
            for (String address : others(members)) {
                asked.add(link.ask(address, false, waits, ANSWER)
                        .thenApply(this::heard)
                        .exceptionally(failure -> Optional.empty())
                        .toCompletableFuture());
            }
            CompletionStage<Void> all = CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
            all.whenComplete((done, failure) -> {
                busy.set(false);
                asked.stream()
                        .flatMap(answer -> answer.join().stream())
                        .findFirst()
                        .ifPresent(halt::notOfTheSite);
            });
        }
    }

    private Optional<String> heard(JoinLink.Word word) {
        if (!word.peerAddresses().isEmpty()) {
            told = word.peerAddresses();
        }
        return word.refusal();
    }

    private List<String> others(GroupMembers members) {
        BrokerId self = new BrokerId(config.brokerId());
        Set<String> others = new LinkedHashSet<>(told);
        members.all().forEach(peer -> others.add(peer.peerAddress()));
        config.joinPeer().map(Address::toString).ifPresent(others::add);
        members.find(self).map(Peer::peerAddress).ifPresent(others::remove);
        return List.copyOf(others);
    }
}
