package io.usher.it.history;

import io.usher.core.model.LogPosition;
import java.util.OptionalLong;

/**
 * One user in one session on one host, as the host itself saw it.
 *
 * @param session sessions/{session} that the ticket named
 * @param fence of the ticket that the user came with
 * @param from when the host let the user in, on the clock of {@link System#nanoTime()}
 * @param until when the session was over on the host; empty while it runs
 */
public record Stay(String host, String user, String session, LogPosition fence, long from, OptionalLong until) {}
