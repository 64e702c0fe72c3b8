package io.usher.node.agent;

import io.usher.node.agent.session.SessionSource;
import io.usher.node.agent.session.SessionSourceException;
import io.usher.node.agent.session.UserMessage;
import io.usher.proto.v1.ConnectRequest.ActionReport;
import io.usher.proto.v1.ConnectResponse.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what brokers ask for. Doing it twice does no harm, but for messages and starting again: of these is
 * remembered what came of them, as long as the agent runs.
 */
final class Orders {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private static final int MOST_REMEMBERED = 10_000;

    private final SessionSource source;
    private final Executor sources;
    private final Presence presence;
    private final RefusedSessions refusedSessions;
    /** Used by one attempt at a time, of which the next begins when the brokers have answered the last. */
    private final Map<String, ActionReport> remembered = new LinkedHashMap<>();

    /**
     * What came of orders.
     *
     * @param all whether all of them were carried out
     * @param reports what the brokers are to be told
     */
    record Carried(boolean all, List<ActionReport> reports) {}

    Orders(SessionSource source, Executor sources, Presence presence, RefusedSessions refusedSessions) {
        this.source = source;
        this.sources = sources;
        this.presence = presence;
        this.refusedSessions = refusedSessions;
    }

    /** Begins with orders on the loop; tells, off the loop, what came of them. */
    void carryOut(List<Order> orders, Consumer<Carried> carried) {
        List<Order> forSource = new ArrayList<>();
        for (Order order : orders) {
            boolean ends = order.getKind() == Order.Kind.KIND_LOG_OFF || order.getKind() == Order.Kind.KIND_RESET;
            if (ends) {
                refusedSessions.add(Names.session(order.getSession()));
                presence.cancelArrival(Names.session(order.getSession()));
            }
            if (!order.getKey().isEmpty() || order.getKind() == Order.Kind.KIND_REBOOT) {
                forSource.add(order);
            }
        }
        sources.execute(() -> carried.accept(tellSource(forSource)));
    }

    private synchronized Carried tellSource(List<Order> orders) {
        boolean all = true;
        List<ActionReport> reports = new ArrayList<>();
        for (Order order : orders) {
            ActionReport report =
                    Optional.ofNullable(remembered.get(order.getOrderId())).orElseGet(() -> attempt(order));
            reports.add(report);
            all &= report.getFailure().isEmpty();
        }
        return new Carried(all, reports);
    }

    private ActionReport attempt(Order order) {
        ActionReport.Builder report = ActionReport.newBuilder().setOrderId(order.getOrderId());
        try {
            tellSource(order);
        } catch (SessionSourceException e) {
            LOG.warn("order={} for session={} failed", order.getOrderId(), order.getSession(), e);
            report.setFailure(FailureReason.of(e));
        }
        boolean once = order.getKind() == Order.Kind.KIND_MESSAGE || order.getKind() == Order.Kind.KIND_REBOOT;
        if (once) {
            remember(report.build());
        }
        return report.build();
    }

    private void remember(ActionReport report) {
        remembered.put(report.getOrderId(), report);
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    private void tellSource(Order order) throws SessionSourceException {
        LOG.info(
                "order={} kind={} session={} key={}",
                order.getOrderId(),
                order.getKind(),
                order.getSession(),
                order.getKey());
        switch (order.getKind()) {
            case KIND_LOG_OFF -> source.end(order.getKey());
            case KIND_RESET -> source.reset(order.getKey());
            case KIND_DISCONNECT -> source.disconnect(order.getKey());
            case KIND_MESSAGE -> source.message(order.getKey(), new UserMessage(order.getTitle(), order.getText()));
            case KIND_REBOOT -> source.reboot();
            case KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new SessionSourceException(
                        SessionSourceException.Kind.UNSUPPORTED,
                        "this agent does not know what it is asked for; upgrade it");
        }
    }
}
