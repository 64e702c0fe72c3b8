package io.usher.node.cli;

import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CreateBinding;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.FoundSite;
import io.usher.core.command.GrantRole;
import io.usher.core.command.HostLoad;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.ReportInventory;
import io.usher.core.command.ReportLoads;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.BrokerId;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.DedicationPolicy;
import io.usher.core.model.Filter;
import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.ObservedState;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.Role;
import io.usher.core.model.ScheduleAction;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleSettings;
import io.usher.core.model.ScheduleStep;
import io.usher.core.model.Session;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The site that the transcripts are about. Pool office has the hosts h1 and h2, where alice works, bob is disconnected
 * and carol is expected; lab has l1 with one seat, which dave has and erin waits for, and l2, which is lost; desks has
 * d1, which is anna's own. A desktop and a writer come from office, render from lab, desk from desks.
 */
final class SampleSite {

    private final Consumer<Command> broker;
    private final Supplier<BrokerView> view;
    private long epoch;

    private SampleSite(Consumer<Command> broker, Supplier<BrokerView> view) {
        this.broker = broker;
        this.view = view;
    }

    /** Sends the commands that make the site. */
    static void found(Consumer<Command> broker, Supplier<BrokerView> view) {
        SampleSite site = new SampleSite(broker, view);
        site.found();
        site.publish();
        site.openHosts();
        site.letUsersIn();
        site.lose("l2");
    }

    private void found() {
        broker.accept(new FoundSite(new SiteId("bremen"), "Bremen", SiteSettings.DEFAULTS));
        for (String id : List.of("b1", "b2", "b3")) {
            broker.accept(new RegisterBroker(new BrokerId(id), id + ".example:7400", "", "0.2.0"));
        }
        broker.accept(new RecordLead(new BrokerId("b1"), 7));
        broker.accept(new GrantRole(new IdentityPattern("ou:helpdesk"), Role.OPERATOR));
    }

    private void publish() {
        broker.accept(new CreatePool(
                new PoolId("office"),
                "Everyday work",
                PoolSettings.DEFAULTS.withMethod(BalancingMethod.LEAST_SESSIONS)));
        broker.accept(new CreatePool(
                new PoolId("lab"), "", pool(HostPolicy.INHERITED.withMaxSessions(1), DedicationPolicy.NONE)));
        broker.accept(new CreatePool(
                new PoolId("desks"),
                "",
                pool(HostPolicy.INHERITED, new DedicationPolicy(DedicationMode.USER, Optional.empty()))));
        broker.accept(new CreateFolder(
                new FolderId("writing"),
                new FolderSettings("Writing", ResourceState.ENABLED, "", Optional.empty(), Filter.NONE)));
        resource("desktop", ResourceKind.DESKTOP, "office", "");
        resource("writer", ResourceKind.APPLICATION, "office", "writer.exe");
        resource("render", ResourceKind.DESKTOP, "lab", "");
        resource("desk", ResourceKind.DESKTOP, "desks", "");
        broker.accept(new CreateSchedule(
                new ScheduleId("night"),
                new ScheduleSettings(
                        new PoolId("office"),
                        Optional.empty(),
                        "0 2 * * 0",
                        "Europe/Berlin",
                        List.of(
                                new ScheduleStep(
                                        Duration.ofMinutes(-10), ScheduleAction.MESSAGE, "", "We close at two."),
                                new ScheduleStep(Duration.ZERO, ScheduleAction.DRAIN),
                                new ScheduleStep(Duration.ofHours(1), ScheduleAction.ENABLE)),
                        false)));
    }

    private static PoolSettings pool(HostPolicy hosts, DedicationPolicy dedication) {
        PoolSettings usual = PoolSettings.DEFAULTS;
        return new PoolSettings(
                usual.method(),
                usual.counters(),
                usual.sessions(),
                hosts,
                usual.ticketLifetime(),
                0,
                usual.autoscale(),
                dedication,
                List.of());
    }

    private void resource(String id, ResourceKind kind, String pool, String commandLine) {
        broker.accept(new CreateResource(
                new ResourceId(id),
                kind,
                new ResourceSettings("", ResourceState.ENABLED, "", List.of(new PoolId(pool)), commandLine)));
    }

    private void openHosts() {
        for (String id : List.of("h1", "h2")) {
            register(id, "office");
            report(id, id.equals("h1") ? 350 : 120);
        }
        register("l1", "lab");
        report("l1", 500);
        register("d1", "desks");
        report("d1", 0);
        broker.accept(new CreateBinding(
                new PoolId("desks"), new HostId("d1"), new BindingOwner(DedicationMode.USER, "anna")));
    }

    private void register(String id, String pool) {
        broker.accept(new RegisterHost(
                new HostId(id), new PoolId(pool), "agent-" + id, id + ".example:3389", HostSettings.DEFAULTS));
    }

    private void report(String id, int cpuPermille) {
        Host host = host(id);
        broker.accept(new ReportLoads(List.of(new HostLoad(
                host.id(),
                host.incarnation(),
                cpuPermille,
                6L << 30,
                16L << 30,
                view.get().applied()))));
    }

    private Host host(String id) {
        return view.get().host(new HostId(id)).orElseThrow();
    }

    private void lose(String id) {
        register(id, "lab");
        broker.accept(new MarkHostLost(host(id).id(), host(id).incarnation(), Duration.ofSeconds(12)));
    }

    private void letUsersIn() {
        assign("alice", "desktop", Optional.empty());
        redeem("alice");
        assign("bob", "writer", Optional.empty());
        redeem("bob");
        disconnect("bob");
        assign("carol", "desktop", Optional.empty());
        assign("dave", "render", Optional.empty());
        redeem("dave");
        assign("erin", "render", Optional.of(Duration.ofMinutes(5)));
    }

    private void assign(String user, String resource, Optional<Duration> wait) {
        broker.accept(new AssignSession(
                new UserName(user), new ResourceId(resource), new ClientInfo("", "10.1.0.7"), List.of(), wait));
    }

    private void redeem(String user) {
        broker.accept(aboutSession(
                user,
                (host, session) -> new RedeemTicket(
                        host.id(),
                        host.incarnation(),
                        ++epoch,
                        session.id(),
                        session.grant().fence(),
                        false)));
    }

    private void disconnect(String user) {
        broker.accept(aboutSession(
                user,
                (host, session) -> new ReportInventory(
                        host.id(),
                        host.incarnation(),
                        ++epoch,
                        LogPosition.NONE,
                        List.of(new InventoryEntry(
                                "1", Optional.of(session.id()), session.user(), ObservedState.DISCONNECTED)))));
    }

    private Command aboutSession(String user, BiFunction<Host, Session, Command> maker) {
        Session session = view.get().sessionsOf(new UserName(user)).get(0);
        return maker.apply(view.get().host(session.host()).orElseThrow(), session);
    }
}
