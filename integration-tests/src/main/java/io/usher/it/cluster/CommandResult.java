package io.usher.it.cluster;

import io.usher.it.client.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a command of {@code usher} printed, on both outputs, and how it ended.
 *
 * @param status exit status
 */
public record CommandResult(int status, String output) {

    private static final int LIMIT_SECONDS = 60;

    /** Runs a command against a broker and waits for its end. */
    public static CommandResult of(Endpoint asked, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--server");
        all.add(asked.host() + ":" + asked.port());
        List<String> command = Installation.ofThisBuild().command(List.of("-XX:TieredStopAtLevel=1"), all);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("'usher " + String.join(" ", arguments) + "' did not end: " + output);
            }
            return new CommandResult(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
