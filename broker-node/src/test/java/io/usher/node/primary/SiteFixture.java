package io.usher.node.primary;

import io.usher.core.command.AssignSession;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.FoundSite;
import io.usher.core.command.RegisterHost;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostSettings;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedLimits;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.Freshness;
import io.usher.node.replication.LocalReplicatedBroker;
import io.usher.node.replication.LocalTerm;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A site with a pool and a desktop, whose one broker leads, and a clock that stands still until told. */
final class SiteFixture {

    /** Lease 8 s, lost after 12 s. */
    static final SiteSettings SETTINGS = SiteSettings.DEFAULTS;

    final LocalReplicatedBroker broker = new LocalReplicatedBroker(new EventFeed(FeedLimits.DEFAULTS, Runnable::run));
    final LocalTerm term = new LocalTerm(broker);
    private long nanos = -Duration.ofHours(1).toNanos();

    SiteFixture() {
        broker.apply(new FoundSite(new SiteId("test"), "", SETTINGS));
        broker.apply(new CreatePool(new PoolId("office"), "", PoolSettings.DEFAULTS));
        broker.apply(new CreateResource(
                new ResourceId("desk"),
                ResourceKind.DESKTOP,
                new ResourceSettings("", ResourceState.ENABLED, "", List.of(new PoolId("office")), "")));
    }

    NanoClock clock() {
        return () -> nanos;
    }

    void elapse(Duration time) {
        nanos += time.toNanos();
        broker.elapse(time);
    }

    Host register(String host) {
        return register(host, "instance");
    }

    Host register(String host, String instance) {
        broker.apply(new RegisterHost(
                new HostId(host), new PoolId("office"), instance, host + ":3389", HostSettings.DEFAULTS));
        return host(host);
    }

    void assign(String user) {
        broker.apply(new AssignSession(new UserName(user), new ResourceId("desk"), ClientInfo.UNKNOWN));
    }

    Host host(String id) {
        return look(view -> view.host(new HostId(id)).orElseThrow());
    }

    <T> T look(Function<BrokerView, T> query) {
        return broker.read(Freshness.STALE, Deadline.after(Duration.ofSeconds(1)), query)
                .toCompletableFuture()
                .join()
                .value();
    }

    static HostPing ping(Host host) {
        return ping(host, 0, 0);
    }

    static HostPing ping(Host host, int cpuPermille, long memoryUsed) {
        return new HostPing(host.id(), host.incarnation(), cpuPermille, memoryUsed, memoryUsed == 0 ? 0 : 1_000_000);
    }
}
