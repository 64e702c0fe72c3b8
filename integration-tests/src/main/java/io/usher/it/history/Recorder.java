package io.usher.it.history;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.usher.it.client.Outcome;
import io.usher.it.history.Operation.Span;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down who asked what when and what they were told: one JSON object to a line, in order of knowing. Keeps the
 * same in memory for the check. Thread-safe.
 */
public final class Recorder implements Closeable {

    private static final JsonFormat.Printer JSON = JsonFormat.printer().omittingInsignificantWhitespace();

    private final Writer lines;
    private final List<Operation> operations = new ArrayList<>();

    /**
     * Begins a record.
     *
     * @param file is created, or emptied when it is there
     * @param seed of whatever chance the run depends on; stands in the first line
     */
    public Recorder(Path file, long seed) {
        try {
            lines = Files.newBufferedWriter(file);
            lines.write("{\"seed\":" + seed + ",\"clock\":\"nanoTime\"}\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the history to " + file, e);
        }
    }

    /** Writes down an operation that is over. */
    public synchronized void record(
            String client, String method, Message request, Span span, Outcome<? extends Message> outcome) {
        Operation operation = new Operation(operations.size() + 1L, client, method, request, span, outcome);
        operations.add(operation);
        try {
            lines.write(json(operation));
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the history", e);
        }
    }

    /** What has been recorded so far. */
    public synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    @Override
    public synchronized void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot finish the history", e);
        }
    }

    private static String json(Operation operation) {
        String told;
        if (operation.outcome() instanceof Outcome.Answered<? extends Message> answered) {
            told = "\"outcome\":\"answered\",\"broker\":" + quoted(answered.broker()) + ",\"answer\":"
                    + json(answered.answer());
        } else if (operation.outcome() instanceof Outcome.Refused<?> refused) {
            told = "\"outcome\":\"refused\",\"reason\":" + quoted(refused.reason()) + ",\"details\":"
                    + quoted(refused.details().toString());
        } else if (operation.outcome() instanceof Outcome.NotDone<?> notDone) {
            told = "\"outcome\":\"not done\",\"reason\":" + quoted(notDone.reason());
        } else {
            told = "\"outcome\":\"unknown\",\"story\":"
                    + quoted(operation.outcome().toString());
        }
        return "{\"op\":" + operation.number() + ",\"client\":" + quoted(operation.client()) + ",\"method\":"
                + quoted(operation.method()) + ",\"invoked\":"
                + operation.span().invokedNanos() + ",\"returned\":"
                + operation.span().returnedNanos() + ",\"request\":" + json(operation.request()) + "," + told + "}";
    }

    private static String json(Message message) {
        try {
            return JSON.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + message, e);
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(' ');
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
