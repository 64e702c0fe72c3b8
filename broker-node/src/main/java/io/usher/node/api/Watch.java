package io.usher.node.api;

import io.usher.core.event.Event;
import io.usher.core.state.BrokerView;
import io.usher.proto.v1.ResponseHeader;
import java.util.List;
import java.util.Optional;

/**
 * What one watch tells.
 *
 * @param <T> an object of the state
 * @param <E> message of one change
 * @param <R> message of everything that one revision changed
 */
interface Watch<T, E, R> {

    /** The objects that the watch is about. Runs under the read lock: must be short. */
    List<T> present(BrokerView view);

    /** An object at the start of the watch. */
    E present(T object);

    /** A change; empty when the watch is not about it. */
    Optional<E> change(Event event);

    R message(ResponseHeader header, List<E> changes, boolean initial);
}
