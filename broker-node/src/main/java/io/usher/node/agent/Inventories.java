package io.usher.node.agent;

import io.usher.core.command.ReportInventory;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Decides when to tell the brokers who is on the host: after a registration, when something changed, when asked, and
 * now and then. One inventory is on its way at a time, and none while a broker's word on somebody at the door is
 * missing. Used by the loop alone.
 */
final class Inventories {
    // A session takes its time to end. Asking for the same orders again and again would only fill the log.
    private static final Duration AFTER_ORDERS = Duration.ofMillis(250);
    private static final Duration AFTER_FAILED_ORDERS = Duration.ofSeconds(1);

    private final Presence presence;
    private final Redemptions redemptions;
    private final Orders orders;
    private final Wiring wiring;
    private Optional<Sent> inFlight = Optional.empty();
    private List<ConnectRequest.InventoryEntry> told = List.of();
    private Optional<Duration> toldAt = Optional.empty();
    private String ordersDone = "";
    private boolean isDue = true;
    private Duration notBefore = Duration.ZERO;
    private boolean isTaken;

    /** What the brokers have not been told yet of orders, by order. */
    private final Map<String, ConnectRequest.ActionReport> reports = new LinkedHashMap<>();

    private record Sent(
            long epoch, List<ConnectRequest.InventoryEntry> entries, List<ConnectRequest.ActionReport> reports) {}

    /**
     * How inventories reach the rest of the agent.
     *
     * @param interval longest time between two
     * @param nextEpoch counts the agent's messages
     * @param send tells the broker, if there is one
     * @param carriedOut is told, off the loop, whether all orders of an answer were carried out
     */
    record Wiring(
            Duration interval,
            LongSupplier nextEpoch,
            Consumer<ConnectRequest> send,
            Consumer<OrdersDone> carriedOut) {}

    /**
     * Orders of one answer have been tried.
     *
     * @param asOf what to report once all are done
     * @param carried what came of them
     */
    record OrdersDone(String asOf, Orders.Carried carried) {}

    Inventories(Presence presence, Redemptions redemptions, Orders orders, Wiring wiring) {
        this.presence = presence;
        this.redemptions = redemptions;
        this.orders = orders;
        this.wiring = wiring;
    }

    /** A new stream: what was on its way may be lost. */
    void startOver() {
        inFlight = Optional.empty();
        isDue = true;
    }

    /** A new registration: its orders are counted anew, and it has told nothing yet. */
    void registeredAnew() {
        ordersDone = "";
        isTaken = false;
    }

    /** Says whether brokers have taken an inventory of the present registration. */
    boolean isTaken() {
        return isTaken;
    }

    void due() {
        isDue = true;
    }

    /** Sends an inventory if it is time for one. */
    void sendIfDue(Duration now) {
        boolean mustWait = inFlight.isPresent() || redemptions.isAnyPending() || now.compareTo(notBefore) < 0;
        if (mustWait || !presence.isKnown() || presence.isAnyUnnamed()) {
            return;
        }
        List<ConnectRequest.InventoryEntry> entries = presence.entries();
        boolean isOld = toldAt.map(at -> now.minus(at).compareTo(wiring.interval()) >= 0)
                .orElse(true);
        if (!isDue && !isOld && entries.equals(told)) {
            return;
        }
        isDue = false;
        toldAt = Optional.of(now);
        long epoch = wiring.nextEpoch().getAsLong();
        List<ConnectRequest.ActionReport> results =
                reports.values().stream().limit(ReportInventory.MAX_ENTRIES).toList();
        inFlight = Optional.of(new Sent(epoch, entries, results));
        wiring.send()
                .accept(ConnectRequest.newBuilder()
                        .setInventory(ConnectRequest.Inventory.newBuilder()
                                .setEpoch(epoch)
                                .setOrdersDone(ordersDone)
                                .addAllEntries(entries)
                                .addAllReports(results))
                        .build());
    }

    void answered(ConnectResponse.InventoryTaken taken) {
        if (inFlight.filter(sent -> sent.epoch() == taken.getEpoch()).isEmpty()) {
            return;
        }
        told = inFlight.get().entries();
        inFlight.get().reports().forEach(report -> reports.remove(report.getOrderId(), report));
        inFlight = Optional.empty();
        isTaken = true;
        taken.getBindingsList()
                .forEach(binding -> presence.bind(binding.getKey(), Names.session(binding.getSession())));
        if (taken.getOrdersCount() == 0) {
            ordersDone = taken.getAsOf();
            return;
        }
        orders.carryOut(
                taken.getOrdersList(), carried -> wiring.carriedOut().accept(new OrdersDone(taken.getAsOf(), carried)));
    }

    /** Orders were tried: the next inventory shows what came of it, not before that can be seen. */
    void carriedOut(OrdersDone done, Duration now) {
        boolean all = done.carried().all();
        if (all) {
            ordersDone = done.asOf();
        }
        done.carried().reports().forEach(report -> reports.put(report.getOrderId(), report));
        notBefore = now.plus(all ? AFTER_ORDERS : AFTER_FAILED_ORDERS);
        isDue = true;
    }
}
