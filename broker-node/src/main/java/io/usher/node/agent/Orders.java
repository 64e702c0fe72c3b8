package io.usher.node.agent;

import io.usher.node.agent.session.SessionSource;
import io.usher.node.agent.session.SessionSourceException;
import io.usher.proto.v1.ConnectResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what brokers ask for. Doing it twice does no harm, so nothing is remembered. */
final class Orders {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

    private final SessionSource source;
    private final Executor sources;
    private final Presence presence;
    private final RefusedSessions refusedSessions;

    Orders(SessionSource source, Executor sources, Presence presence, RefusedSessions refusedSessions) {
        this.source = source;
        this.sources = sources;
        this.presence = presence;
        this.refusedSessions = refusedSessions;
    }

    /** Begins with orders on the loop; tells, off the loop, whether all could be carried out. */
    void carryOut(List<ConnectResponse.Order> orders, Consumer<Boolean> isDone) {
        List<ConnectResponse.Order> forSource = new ArrayList<>();
        for (ConnectResponse.Order order : orders) {
            boolean isLogOff = order.getKind() == ConnectResponse.Order.Kind.KIND_LOG_OFF;
            if (isLogOff) {
                refusedSessions.add(Names.session(order.getSession()));
                presence.cancelArrival(Names.session(order.getSession()));
            }
            if (!order.getKey().isEmpty()) {
                forSource.add(order);
            }
        }
        sources.execute(() -> isDone.accept(tellSource(forSource)));
    }

    private boolean tellSource(List<ConnectResponse.Order> orders) {
        boolean isDone = true;
        for (ConnectResponse.Order order : orders) {
            try {
                tellSource(order);
            } catch (SessionSourceException e) {
                isDone = false;
                LOG.warn(
                        "order={} for session={} failed and will be tried again",
                        order.getOrderId(),
                        order.getSession(),
                        e);
            }
        }
        return isDone;
    }

    private void tellSource(ConnectResponse.Order order) throws SessionSourceException {
        LOG.info(
                "order={} kind={} session={} key={}",
                order.getOrderId(),
                order.getKind(),
                order.getSession(),
                order.getKey());
        switch (order.getKind()) {
            case KIND_LOG_OFF -> source.end(order.getKey());
            case KIND_DISCONNECT -> source.disconnect(order.getKey());
            case KIND_UNSPECIFIED, UNRECOGNIZED ->
                LOG.warn("order={} is of a kind that this agent does not know; upgrade the agent", order.getOrderId());
        }
    }
}
