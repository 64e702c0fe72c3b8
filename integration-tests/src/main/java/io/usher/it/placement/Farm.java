package io.usher.it.placement;

import io.usher.core.Broker;
import io.usher.core.command.Answer;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.FoundSite;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.Reply;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.Counters;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.SessionPolicy;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The core with one pool of a size, with seats for everybody who will ask. Not thread-safe. */
final class Farm {

    private static final PoolId POOL = new PoolId("pool");
    private static final ResourceId DESKTOP = new ResourceId("desktop");
    private static final ClientInfo CLIENT = new ClientInfo("client", "192.0.2.1");
    private static final int SEATS = 100_000;
    private static final Duration TICKET_LIFETIME = Duration.ofSeconds(30);

    private final Broker broker;
    private long index;

    private Farm(Broker broker) {
        this.broker = broker;
        this.index = broker.view().applied().index();
    }

    /** Hosts that nobody was ever placed on. */
    static Farm of(BalancingMethod method, int hosts) {
        Farm farm = new Farm(Broker.empty());
        farm.apply(new FoundSite(new SiteId("site"), "", SiteSettings.DEFAULTS));
        HostPolicy policy = HostPolicy.INHERITED.withMaxSessions(SEATS);
        farm.apply(new CreatePool(
                POOL, "", new PoolSettings(method, Counters.ALL, SessionPolicy.ONE_PER_USER, policy, TICKET_LIFETIME)));
        farm.apply(new CreateResource(
                DESKTOP, ResourceKind.DESKTOP, new ResourceSettings("", ResourceState.ENABLED, "", List.of(POOL), "")));
        HostSettings settings = new HostSettings(HostPolicy.INHERITED, LogonControl.ENABLED, "");
        for (int i = 0; i < hosts; i++) {
            HostId id = new HostId(String.format(Locale.ROOT, "h%05d", i));
            farm.apply(new RegisterHost(id, POOL, "agent", id + ":3389", settings));
        }
        return farm;
    }

    /** One like this, with tables of its own. */
    Farm copy() {
        return new Farm(Broker.restore(broker.image()));
    }

    /** Places a user who was never there. */
    Reply assign(long user) {
        return apply(new AssignSession(new UserName("user-" + user), DESKTOP, CLIENT));
    }

    /** Time stands still: no lease ends. */
    private Reply apply(Command command) {
        index++;
        CommandContext context =
                new CommandContext(new LogPosition(index, 0), new LogTime(1_000_000), Optional.empty());
        Reply reply = broker.apply(context, command).reply();
        if (!(reply instanceof Answer)) {
            throw new IllegalStateException(command + " was refused: " + reply);
        }
        return reply;
    }
}
