package io.usher.node.api.mapping;

import io.usher.core.command.Answer;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.ReportInventory;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.ActionReport;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.Fence;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.HostSettings;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.ObservedState;
import io.usher.core.model.PoolId;
import io.usher.core.model.Registration;
import io.usher.core.model.RequestId;
import io.usher.core.model.SessionId;
import io.usher.core.model.Site;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.node.primary.HostPing;
import io.usher.node.primary.PingAnswer;
import io.usher.node.primary.PingSchedule;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What agents say and hear. Readers throw {@link InvalidFieldsException}. */
public final class AgentMapping {

    private static final EnumMapping<ObservedState, ConnectRequest.InventoryEntry.State> OBSERVED =
            EnumMapping.of(ObservedState.class, ConnectRequest.InventoryEntry.State.class, "STATE_");
    private static final EnumMapping<ActionKind, ConnectResponse.Order.Kind> ORDERS =
            EnumMapping.of(ActionKind.class, ConnectResponse.Order.Kind.class, "KIND_");

    /** Longer than any ticket may be redeemed. */
    private static final Duration LONGEST_TICKET = Duration.ofMinutes(5);

    private AgentMapping() {}

    public static RegisterHost toCommand(ConnectRequest.Register register) {
        FieldChecks checks = new FieldChecks();
        Supplier<HostId> host = checks.check("register.host_id", () -> new HostId(register.getHostId()));
        Supplier<PoolId> pool = checks.check("register.pool", () -> Names.pool(register.getPool()));
        checks.check("register.agent_instance", () -> {
            Registration.requireAgentInstance(register.getAgentInstance());
            return register;
        });
        checks.check("register.endpoint", () -> {
            Registration.requireEndpoint(register.getEndpoint());
            return register;
        });
        Supplier<HostSettings> settings = HostMapping.proposed(checks, register);
        return checks.result(() -> new RegisterHost(
                host.get(), pool.get(), register.getAgentInstance(), register.getEndpoint(), settings.get()));
    }

    public static HostPing toPing(ConnectRequest.Ping ping, HostId host, HostIncarnation incarnation) {
        FieldChecks checks = new FieldChecks();
        if (!ping.hasLoad()) {
            checks.violate("ping.load", "must be set, found nothing");
        }
        io.usher.proto.v1.Load load = ping.getLoad();
        return checks.required(
                "ping.load",
                () -> new HostPing(
                        host,
                        incarnation,
                        load.getCpuPermille(),
                        load.getMemoryUsedBytes(),
                        load.getMemoryTotalBytes(),
                        CounterMapping.readings(load)));
    }

    public static RedeemTicket toCommand(ConnectRequest.Redeem redeem, HostId host, HostIncarnation incarnation) {
        FieldChecks checks = new FieldChecks();
        Supplier<Long> epoch = epoch(checks, "redeem.epoch", redeem.getEpoch());
        Supplier<SessionId> session = checks.check("redeem.session", () -> Names.session(redeem.getSession()));
        Supplier<Fence> fence = checks.check("redeem.fence", () -> new Fence(LogPosition.parse(redeem.getFence())));
        return checks.result(() ->
                new RedeemTicket(host, incarnation, epoch.get(), session.get(), fence.get(), redeem.getAdmitted()));
    }

    /** The id under which every retry of the redemption comes. */
    public static RequestId requestId(ConnectRequest.Redeem redeem) {
        FieldChecks checks = new FieldChecks();
        return checks.result(checks.check("redeem.request_id", () -> new RequestId(redeem.getRequestId())));
    }

    public static ReportInventory toCommand(
            ConnectRequest.Inventory inventory, HostId host, HostIncarnation incarnation) {
        FieldChecks checks = new FieldChecks();
        Supplier<Long> epoch = epoch(checks, "inventory.epoch", inventory.getEpoch());
        Supplier<LogPosition> done = checks.check(
                "inventory.orders_done",
                () -> inventory.getOrdersDone().isEmpty()
                        ? LogPosition.NONE
                        : LogPosition.parse(inventory.getOrdersDone()));
        List<Supplier<InventoryEntry>> entries = new ArrayList<>();
        for (int i = 0; i < inventory.getEntriesCount(); i++) {
            ConnectRequest.InventoryEntry entry = inventory.getEntries(i);
            entries.add(checks.check("inventory.entries[" + i + "]", () -> toEntry(entry)));
        }
        List<Supplier<ActionReport>> reports = new ArrayList<>();
        for (int i = 0; i < inventory.getReportsCount(); i++) {
            ConnectRequest.ActionReport report = inventory.getReports(i);
            reports.add(checks.check("inventory.reports[" + i + "]", () -> toReport(report)));
        }
        if (checks.passed()) {
            List<InventoryEntry> read = entries.stream().map(Supplier::get).toList();
            List<ActionReport> told = reports.stream().map(Supplier::get).toList();
            // What only shows in the whole list: its length, and a key that stands twice.
            return checks.result(checks.check(
                    "inventory.entries",
                    () -> new ReportInventory(host, incarnation, epoch.get(), done.get(), read, told)));
        }
        return checks.result(() -> {
            throw new IllegalStateException("a field was malformed and is read all the same");
        });
    }

    private static ActionReport toReport(ConnectRequest.ActionReport report) {
        return new ActionReport(
                new ActionId(LogPosition.parse(report.getOrderId())),
                report.getFailure().isEmpty() ? Optional.empty() : Optional.of(report.getFailure()));
    }

    private static InventoryEntry toEntry(ConnectRequest.InventoryEntry entry) {
        return new InventoryEntry(
                entry.getKey(),
                Names.optional(entry.getSession(), Names::session),
                Names.user(entry.getUser()),
                OBSERVED.toCore(entry.getState()),
                entry.getUnused());
    }

    private static Supplier<Long> epoch(FieldChecks checks, String field, long epoch) {
        return checks.check(field, () -> {
            if (epoch < 1) {
                throw new IllegalArgumentException("must be at least 1, found " + epoch);
            }
            return epoch;
        });
    }

    public static ConnectResponse.InventoryTaken toProto(Answer.InventoryTaken taken, long epoch) {
        ConnectResponse.InventoryTaken.Builder builder = ConnectResponse.InventoryTaken.newBuilder()
                .setEpoch(epoch)
                .setAsOf(taken.asOf().toString());
        for (Answer.Order order : taken.orders()) {
            builder.addOrders(ConnectResponse.Order.newBuilder()
                    .setOrderId(order.action().requested().toString())
                    .setKind(ORDERS.toProto(order.action().kind()))
                    .setSession(order.session().map(Names::of).orElse(""))
                    .setKey(order.hostKey().orElse(""))
                    .setTitle(order.message().map(ActionOrder::title).orElse(""))
                    .setText(order.message().map(ActionOrder::text).orElse("")));
        }
        for (Answer.Binding binding : taken.bindings()) {
            builder.addBindings(ConnectResponse.Binding.newBuilder()
                    .setKey(binding.hostKey())
                    .setSession(Names.of(binding.session())));
        }
        return builder.build();
    }

    /** Whether the user may enter. */
    public static ConnectResponse.RedeemResult admitted(UserName user, long epoch) {
        return ConnectResponse.RedeemResult.newBuilder()
                .setEpoch(epoch)
                .setUser(user.value())
                .build();
    }

    /** Answers a registration. */
    public static ConnectResponse.Registered registered(Host host, BrokerView view, PingSchedule schedule) {
        Duration lease =
                view.site().map(Site::settings).orElse(SiteSettings.DEFAULTS).hostLease();
        return ConnectResponse.Registered.newBuilder()
                .setIncarnation(host.incarnation().toString())
                .setHostLease(Times.of(lease))
                .setPingInterval(Times.of(schedule.interval(lease)))
                .setLogTime(Times.of(view.now()))
                .setTicketKeys(keys(view))
                .setBrokers(brokers(view))
                .build();
    }

    /** The brokers that serve agents, and where. */
    public static ConnectResponse.Brokers brokers(BrokerView view) {
        return ConnectResponse.Brokers.newBuilder()
                .addAllBrokers(view.brokers().stream()
                        .filter(AgentMapping::servesAgents)
                        .map(AgentMapping::known)
                        .toList())
                .build();
    }

    private static boolean servesAgents(BrokerProfile broker) {
        return broker.isMember()
                && broker.settings().enabled()
                && !broker.settings().isStandby();
    }

    private static ConnectResponse.KnownBroker known(BrokerProfile broker) {
        return ConnectResponse.KnownBroker.newBuilder()
                .setApiAddress(broker.apiAddress())
                .addAllAlternateAddresses(broker.settings().alternateAddresses())
                .build();
    }

    /** The keys of all brokers. */
    public static ConnectResponse.TicketKeys keys(BrokerView view) {
        return ConnectResponse.TicketKeys.newBuilder()
                .addAllKeys(view.brokers().stream()
                        .filter(broker -> mayHaveSigned(broker, view.now()))
                        .map(BrokerMapping::ticketKey)
                        .toList())
                .build();
    }

    /** Tickets of a broker that was removed stay good until they have expired for certain. */
    private static boolean mayHaveSigned(BrokerProfile broker, LogTime now) {
        return broker.removed()
                .filter(removed -> now.isAfter(removed.plus(LONGEST_TICKET)))
                .isEmpty();
    }

    /** Answers a ping. */
    public static ConnectResponse.LeaseRenewed toProto(PingAnswer.Renewed renewed, long sequence) {
        return ConnectResponse.LeaseRenewed.newBuilder()
                .setSequence(sequence)
                .setLogTime(Times.of(renewed.time()))
                .setHostLease(Times.of(renewed.hostLease()))
                .build();
    }
}
