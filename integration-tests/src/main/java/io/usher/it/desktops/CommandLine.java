package io.usher.it.desktops;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.usher.it.client.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The {@code usher} command as a user types it, asking for JSON. */
final class CommandLine {
    private final Path program;
    private final String servers;

    /**
     * A command line that knows the brokers.
     *
     * @param home folder of the installation
     */
    CommandLine(Path home, List<Endpoint> brokers) {
        this.program = home.resolve("bin").resolve("usher");
        this.servers = brokers.stream().map(Endpoint::address).collect(Collectors.joining(","));
    }

    /**
     * Runs one command and reads its answer.
     *
     * @param answer takes the answer's fields
     * @throws IllegalStateException if the command fails; says what it printed
     */
    <B extends Message.Builder> B ask(B answer, String... arguments) {
        String output = run(arguments);
        try {
            JsonFormat.parser().merge(output, answer);
            return answer;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("expected JSON from usher " + List.of(arguments) + ", found " + output, e);
        }
    }

    /** Runs one command and returns what it printed. */
    String run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        command.add("--server=" + servers);
        // Real desktops keep a small machine busy; a slow answer is no broken promise here.
        command.add("--timeout=60s");
        command.add("--output=json");
        return LabCommand.run(command);
    }
}
