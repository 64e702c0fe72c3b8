package io.usher.node.agent.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Windows with a message on displays of X servers, drawn by {@code xmessage} as the user whose display it is. A window
 * stays until somebody closes it, for an hour at the longest. Safe for use by several threads.
 */
final class DesktopMessages {
    private static final int LONGEST_SECONDS = 3600;
    /** A window that is still there after this time is shown: what fails, fails at once. */
    private static final long PROOF_MILLIS = 700;

    /** The X server of a user takes nobody who does not know what stands in this file of the user's. */
    private static final String OWN_AUTHORITY =
            "XAUTHORITY=$(getent passwd \"$(id -un)\" | cut -d: -f6)/.Xauthority; export XAUTHORITY;";

    private static final int MAXIMUM_ERROR_BYTES = 2048;

    /**
     * Shows a message.
     *
     * @throws SessionSourceException if there is no such program, or the display cannot be drawn on
     */
    void show(String user, int display, UserMessage message) throws SessionSourceException {
        List<String> command = new ArrayList<>(List.of("runuser", "-u", user, "--", "env", "DISPLAY=:" + display));
        command.addAll(List.of("sh", "-c", OWN_AUTHORITY + " exec xmessage \"$@\"", "xmessage"));
        command.addAll(List.of("-center", "-timeout", Integer.toString(LONGEST_SECONDS)));
        if (!message.title().isEmpty()) {
            command.addAll(List.of("-title", message.title()));
        }
        command.addAll(List.of("-file", "-"));
        try {
            Process window = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream text = window.getOutputStream()) {
                text.write(message.text().getBytes(StandardCharsets.UTF_8));
            }
            if (window.waitFor(PROOF_MILLIS, TimeUnit.MILLISECONDS) && window.exitValue() != 0) {
                throw failed(window);
            }
        } catch (IOException e) {
            throw new SessionSourceException(
                    SessionSourceException.Kind.UNAVAILABLE, "expected to start xmessage: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionSourceException(
                    SessionSourceException.Kind.FAILED, "interrupted while a message was shown", e);
        }
    }

    private static SessionSourceException failed(Process window) throws IOException {
        String said = new String(window.getErrorStream().readNBytes(MAXIMUM_ERROR_BYTES), StandardCharsets.UTF_8);
        return new SessionSourceException(
                SessionSourceException.Kind.FAILED,
                "expected xmessage to show a window, found status " + window.exitValue() + ": " + said.strip());
    }
}
