package io.usher.node;

import io.usher.core.model.BrokerId;
import io.usher.node.config.Address;
import io.usher.node.config.ServerConfig;
import io.usher.node.peer.JoinLink;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.raft.Replication;
import io.usher.node.replication.storage.SiteOrigin;
import io.usher.node.replication.storage.StorageDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Whether this broker belongs to its site. Before an empty directory is filled the site is asked whether it knows the
 * id: whoever lost its data must not come back under it. Before a log is opened those that are known are asked whether
 * the site has begun anew without it. A newcomer says again and again that it waits. A broker without a primary asks
 * whether it was removed while it was away, and ends then. Thread-safe.
 */
final class Belonging {

    /** For a site that is being asked before this broker begins. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(500);
    /** Ticks without a primary after which the others are asked. */
    private static final int LONELY_TICKS = 4;

    /** Ticks after which they are asked although there is a primary: it may lead what was given up. */
    private static final int USUAL_TICKS = 15;

    private final ServerConfig config;
    private final JoinLink link;
    private final Halt halt;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Where the brokers of the site are, as it said last. */
    private volatile List<String> told = List.of();

    private int lonely;
    private int ticks;

    /** @param doubtful whether this broker was told that it has no vote: it may have been removed, and asks at once */
    Belonging(ServerConfig config, JoinLink link, Halt halt, boolean doubtful) {
        this.config = config;
        this.link = link;
        this.halt = halt;
        this.lonely = doubtful ? LONELY_TICKS : 0;
    }

    /**
     * Asks whether this broker may begin, and makes the directory of one that joins ready for it.
     *
     * @throws IOException when it must not begin; says why and what to do
     */
    void checkBegin(ReplicationSettings replication) throws IOException {
        if (!StorageDirectory.isNew(config.storage().directory())) {
            checkGoOn();
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
            refuseIfAnyDoes(askAll(configured(), JoinLink.Standing.FRESH, word -> true));
        }
    }

    /** Two that are left of what was given up could elect each other before anybody notices. */
    private void checkGoOn() throws IOException {
        Path directory = config.storage().directory();
        JoinLink.OwnLog log =
                new JoinLink.OwnLog(text(StorageDirectory.originOf(directory)), StorageDirectory.revisionOf(directory));
        JoinLink.Standing standing = new JoinLink.Standing(false, Optional.of(log));
        refuseIfAnyDoes(askAll(configured(), standing, JoinLink.Word::isSuperseded));
    }

    private Set<String> configured() {
        Set<String> others = new LinkedHashSet<>();
        config.joinPeer().map(Address::toString).ifPresent(others::add);
        config.group().peers().stream()
                .filter(other -> !other.id().equals(config.brokerId()))
                .map(other -> other.peer().toString())
                .forEach(others::add);
        return others;
    }

    private static String text(Optional<SiteOrigin> origin) {
        return origin.map(SiteOrigin::toString).orElse("");
    }

    /**
     * Asks others. Those that are not there cannot know; a site that starts as a whole is such a one.
     *
     * @param counts whether a refusal is one: an address in the configuration may be another site's by now
     */
    private List<CompletableFuture<Optional<String>>> askAll(
            Collection<String> others, JoinLink.Standing standing, Predicate<JoinLink.Word> counts) {
        return others.stream()
                .map(other -> link.ask(other, standing, ANSWER)
                        .thenApply(word -> counts.test(word) ? heard(word) : Optional.<String>empty())
                        .exceptionally(failure -> Optional.empty())
                        .toCompletableFuture())
                .toList();
    }

    private static void refuseIfAnyDoes(List<CompletableFuture<Optional<String>>> asked) throws IOException {
        Optional<String> refusal =
                asked.stream().flatMap(answer -> answer.join().stream()).findFirst();
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
    }

    private JoinLink.Word askUntilAnswered(Address site) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return link.ask(site.toString(), JoinLink.Standing.FRESH, ANSWER)
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
        boolean isLost = waits || lonely >= LONELY_TICKS;
        boolean isDue = isLost || ++ticks % USUAL_TICKS == 0;
        if (isDue && busy.compareAndSet(false, true)) {
            JoinLink.OwnLog log = new JoinLink.OwnLog(text(replication.origin()), replication.appliedIndex());
            List<CompletableFuture<Optional<String>>> asked = askAll(
                    others(members),
                    new JoinLink.Standing(waits, Optional.of(log)),
                    word -> isLost || word.isSuperseded());
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
        others.addAll(configured());
        members.find(self).map(Peer::peerAddress).ifPresent(others::remove);
        return List.copyOf(others);
    }
}
