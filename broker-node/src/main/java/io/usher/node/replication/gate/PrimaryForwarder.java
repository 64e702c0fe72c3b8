package io.usher.node.replication.gate;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.BatchSettings;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PrimaryLink;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Sends commands from a secondary to the primary, gathered as naturally as on the primary itself. Thread-safe. */
public final class PrimaryForwarder {

    private final Function<BrokerId, Optional<Peer>> peers;
    private final PrimaryLink link;
    private final BatchSettings settings;
    private final Executor replies;
    private final Map<BrokerId, PrimaryRoute> routes = new ConcurrentHashMap<>();

    /** @param peers where a broker is reached; empty for one that is not of the site */
    public PrimaryForwarder(
            Function<BrokerId, Optional<Peer>> peers, PrimaryLink link, BatchSettings settings, Executor replies) {
        this.peers = peers;
        this.link = link;
        this.settings = settings;
        this.replies = replies;
    }

    boolean reaches(BrokerId primary) {
        return peers.apply(primary).isPresent();
    }

    void offer(BrokerId primary, Attempt attempt) {
        Peer peer = peers.apply(primary).orElseThrow();
        PrimaryRoute route = routes.computeIfAbsent(primary, id -> new PrimaryRoute(peer, link, settings, replies));
        if (!route.leadsTo(peer)) {
            // The broker moved to another address.
            PrimaryRoute moved = new PrimaryRoute(peer, link, settings, replies);
            routes.put(primary, moved);
            route.abandon();
            route = moved;
        }
        route.offer(attempt);
    }

    /** What is on its way to anybody else is given up here and tried again there. */
    void primaryChanged(Optional<BrokerId> primary) {
        routes.forEach((id, route) -> {
            if (!primary.equals(Optional.of(id))) {
                route.abandon();
            }
        });
    }
}
