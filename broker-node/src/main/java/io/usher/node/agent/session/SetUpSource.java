package io.usher.node.agent.session;

import java.time.Duration;
import java.util.List;

/**
 * The sessions of another source, with a program of the administrator that starts the host again.
 *
 * @param source whose sessions
 * @param rebootCommand program with its arguments; empty for a host that cannot be started again
 * @param timeLimit longest time that the program may take
 */
public record SetUpSource(SessionSource source, List<String> rebootCommand, Duration timeLimit)
        implements SessionSource {

    private static final int MAXIMUM_OUTPUT_BYTES = 1 << 16;

    public SetUpSource {
        rebootCommand = List.copyOf(rebootCommand);
    }

    @Override
    public List<ObservedSession> observe() throws SessionSourceException {
        return source.observe();
    }

    @Override
    public void end(String key) throws SessionSourceException {
        source.end(key);
    }

    @Override
    public void disconnect(String key) throws SessionSourceException {
        source.disconnect(key);
    }

    @Override
    public void reset(String key) throws SessionSourceException {
        source.reset(key);
    }

    @Override
    public void message(String key, UserMessage message) throws SessionSourceException {
        source.message(key, message);
    }

    @Override
    public void reboot() throws SessionSourceException {
        if (rebootCommand.isEmpty()) {
            throw SessionSourceException.unsupported("start the host again: host.reboot-command is not set");
        }
        new BoundedCommand(timeLimit, MAXIMUM_OUTPUT_BYTES).run(rebootCommand);
    }
}
