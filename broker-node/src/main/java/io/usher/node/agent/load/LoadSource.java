package io.usher.node.agent.load;

import java.io.IOException;

/** Measures how busy a host is. Used by one thread. */
public interface LoadSource extends AutoCloseable {

    /**
     * Returns the load since the call before.
     *
     * @throws IOException if the host does not tell
     */
    LoadSample sample() throws IOException;

    /** Ends what runs for it; nothing by default. */
    @Override
    default void close() {}
}
