package io.usher.node.api;

import io.usher.core.event.BrokerChange;
import io.usher.core.event.Event;
import io.usher.core.event.Event.ActionChanged;
import io.usher.core.event.Event.BrokerChanged;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.SessionChange;
import io.usher.core.model.HostId;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.AgentMapping;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.Next;
import io.usher.node.feed.RevisionCompactedException;
import io.usher.node.feed.Subscription;
import io.usher.node.replication.Freshness;
import io.usher.proto.v1.ConnectResponse;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the feed once for all agents of this broker and tells those whom a change concerns: that orders wait, that
 * the keys of tickets changed, or the brokers that serve agents. Thread-safe.
 */
public final class AgentNotices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentNotices.class);

    /** After these another list of brokers may serve agents, at other addresses. */
    private static final Set<BrokerChange> OF_BROKERS = EnumSet.of(
            BrokerChange.REGISTERED,
            BrokerChange.REMOVED,
            BrokerChange.CONFIGURED,
            BrokerChange.STANDS_IN,
            BrokerChange.STANDS_DOWN);

    private final Calls calls;
    private final EventFeed feed;
    private final Map<HostId, AgentStream> streams = new ConcurrentHashMap<>();
    private Subscription subscription;

    /** Follows the feed from now on. */
    public AgentNotices(Calls calls, EventFeed feed) {
        this.calls = calls;
        this.feed = feed;
        this.subscription = subscribe();
        read();
    }

    /** A stream speaks for a host. Where two do, the later one hears; the earlier one's life is over. */
    void join(HostId host, AgentStream stream) {
        streams.put(host, stream);
    }

    void leave(HostId host, AgentStream stream) {
        streams.remove(host, stream);
    }

    private Subscription subscribe() {
        while (true) {
            try {
                return feed.subscribe(feed.latest().revision(), this::read);
            } catch (RevisionCompactedException e) {
                // The feed moved on by all that it keeps between two lines of code.
                LOG.debug("subscribing once more", e);
            }
        }
    }

    private synchronized void read() {
        Set<BrokerChange> changes = EnumSet.noneOf(BrokerChange.class);
        while (true) {
            Next next = subscription.next();
            if (next instanceof Next.Change change) {
                for (Event event : change.entry().events()) {
                    if (event instanceof BrokerChanged changed) {
                        changes.add(changed.change());
                    }
                    tellOrders(event);
                }
            } else if (next instanceof Next.FellOff) {
                // What was missed is not known, so everybody may be concerned.
                subscription.close();
                subscription = subscribe();
                streams.values().forEach(AgentStream::tellOrders);
                changes.add(BrokerChange.REGISTERED);
            } else {
                break;
            }
        }
        if (!Collections.disjoint(changes, OF_BROKERS)) {
            tell(view -> ConnectResponse.newBuilder().setBrokers(AgentMapping.brokers(view)));
        }
        if (changes.contains(BrokerChange.REGISTERED)) {
            tell(view -> ConnectResponse.newBuilder().setTicketKeys(AgentMapping.keys(view)));
        }
    }

    private void tellOrders(Event event) {
        if (event instanceof SessionChanged changed && changed.change() == SessionChange.ACTION_REQUESTED) {
            tellOrders(changed.session().host());
        } else if (event instanceof ActionChanged changed && changed.action().isPending()) {
            tellOrders(changed.action().host());
        }
    }

    private void tellOrders(HostId host) {
        AgentStream stream = streams.get(host);
        if (stream != null) {
            stream.tellOrders();
        }
    }

    private void tell(Function<BrokerView, ConnectResponse.Builder> news) {
        calls.open(calls.settings().defaultDeadline())
                .read(Freshness.STALE, view -> news.apply(view).build())
                .thenAccept(found -> streams.values().forEach(stream -> stream.tell(found.value())))
                .exceptionally(failure -> {
                    LOG.warn("agents were not told of changed brokers; they hear of them when they register", failure);
                    return null;
                });
    }

    @Override
    public synchronized void close() {
        subscription.close();
    }
}
