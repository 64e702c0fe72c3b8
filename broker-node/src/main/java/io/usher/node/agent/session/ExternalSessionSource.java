package io.usher.node.agent.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.usher.core.model.ObservedState;
import io.usher.core.model.UserName;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a host as any program reports them: one JSON object a line, such as
 *
 * <pre>{"key":"7","user":"alice","state":"active","client_address":"192.0.2.7","started":"2026-01-02T03:04:05Z"}</pre>
 *
 * with the address and the start left out if they are not known. The state is active, idle (connected, and nothing done
 * for a while) or disconnected; {@code "unused":true} says that no application is open in the session any more. Two
 * further programs end and disconnect a session; they get its key in place of the argument {@code {key}}. Programs are
 * started directly, not through a shell. Status 0 means done, also if the session is no longer there.
 */
public final class ExternalSessionSource implements SessionSource {
    /** Stands for the key in the commands that change a session. */
    public static final String KEY_PLACE = "{key}";
    /** Stands for the title in the command that shows a message. */
    public static final String TITLE_PLACE = "{title}";
    /** Stands for the text in the command that shows a message. */
    public static final String TEXT_PLACE = "{text}";

    private static final int MAXIMUM_OUTPUT_BYTES = 1 << 20;
    private static final int MAXIMUM_SESSIONS = 4096;

    private final Commands commands;
    private final BoundedCommand runner;
    private final ObjectReader reader;

    /**
     * The programs of a source, each with its arguments.
     *
     * @param list prints the sessions
     * @param end ends the session {@link #KEY_PLACE}
     * @param disconnect takes the client of the session {@link #KEY_PLACE} away
     * @param reset ends the session {@link #KEY_PLACE} by force; empty where that cannot be done
     * @param message shows {@link #TITLE_PLACE} and {@link #TEXT_PLACE} to the user of the session {@link #KEY_PLACE};
     *     empty where that cannot be done
     */
    public record Commands(
            List<String> list, List<String> end, List<String> disconnect, List<String> reset, List<String> message) {
        public Commands {
            list = List.copyOf(list);
            end = List.copyOf(end);
            disconnect = List.copyOf(disconnect);
            reset = List.copyOf(reset);
            message = List.copyOf(message);
            if (list.isEmpty()) {
                throw new IllegalArgumentException("expected a program that lists sessions, found none");
            }
            requireKeyPlace("end", end);
            requireKeyPlace("disconnect", disconnect);
            if (!reset.isEmpty()) {
                requireKeyPlace("reset", reset);
            }
            if (!message.isEmpty()) {
                requireKeyPlace("message", message);
            }
        }

        /** Programs of a host that can neither end sessions by force nor show messages. */
        public Commands(List<String> list, List<String> end, List<String> disconnect) {
            this(list, end, disconnect, List.of(), List.of());
        }

        private static void requireKeyPlace(String name, List<String> command) {
            if (command.isEmpty() || !command.contains(KEY_PLACE)) {
                throw new IllegalArgumentException(
                        "expected the argument " + KEY_PLACE + " in the command for '" + name + "', found " + command);
            }
        }
    }

    /**
     * Creates a source.
     *
     * @param timeLimit longest time that one run of a program may take
     */
    public ExternalSessionSource(Commands commands, Duration timeLimit) {
        this.commands = commands;
        this.runner = new BoundedCommand(timeLimit, MAXIMUM_OUTPUT_BYTES);
        this.reader = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readerFor(Line.class);
    }

    @Override
    public List<ObservedSession> observe() throws SessionSourceException {
        List<ObservedSession> sessions = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int number = 0;
        for (String line : runner.run(commands.list()).split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            ObservedSession session = parse(number, line);
            if (!keys.add(session.key())) {
                throw malformed(number, "the key " + session.key() + " a second time");
            }
            sessions.add(session);
        }
        if (sessions.size() > MAXIMUM_SESSIONS) {
            throw new SessionSourceException(
                    SessionSourceException.Kind.TOO_LARGE,
                    "expected at most " + MAXIMUM_SESSIONS + " sessions, found " + sessions.size());
        }
        sessions.sort(Comparator.comparing(ObservedSession::key));
        return sessions;
    }

    @Override
    public void end(String key) throws SessionSourceException {
        runner.run(withKey(commands.end(), key));
    }

    @Override
    public void disconnect(String key) throws SessionSourceException {
        runner.run(withKey(commands.disconnect(), key));
    }

    @Override
    public void reset(String key) throws SessionSourceException {
        if (commands.reset().isEmpty()) {
            throw SessionSourceException.unsupported("end sessions by force: commands.reset is not set");
        }
        runner.run(withKey(commands.reset(), key));
    }

    @Override
    public void message(String key, UserMessage message) throws SessionSourceException {
        if (commands.message().isEmpty()) {
            throw SessionSourceException.unsupported("show messages: commands.message is not set");
        }
        runner.run(withKey(commands.message(), key).stream()
                .map(argument -> argument.equals(TITLE_PLACE) ? message.title() : argument)
                .map(argument -> argument.equals(TEXT_PLACE) ? message.text() : argument)
                .toList());
    }

    private static List<String> withKey(List<String> command, String key) {
        return command.stream()
                .map(argument -> argument.equals(KEY_PLACE) ? key : argument)
                .toList();
    }

    private ObservedSession parse(int number, String text) throws SessionSourceException {
        try {
            @Nullable Line line = reader.readValue(text);
            if (line == null) {
                throw malformed(number, "null");
            }
            return line.session();
        } catch (JsonProcessingException e) {
            throw malformed(number, e.getOriginalMessage());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw malformed(number, String.valueOf(e.getMessage()));
        }
    }

    private static SessionSourceException malformed(int number, String found) {
        return new SessionSourceException(
                SessionSourceException.Kind.MALFORMED,
                "expected one JSON object with key, user and state in line " + number + ", found: " + found);
    }

    /** One line as written. Jackson leaves out what is not there. */
    private record Line(
            @JsonProperty("key") @Nullable String key,
            @JsonProperty("user") @Nullable String user,
            @JsonProperty("state") @Nullable String state,
            @JsonProperty("client_address") @Nullable String clientAddress,
            @JsonProperty("started") @Nullable String started,
            @JsonProperty("unused") @Nullable Boolean unused) {

        ObservedSession session() {
            return new ObservedSession(
                    require("key", key),
                    new UserName(require("user", user)),
                    switch (require("state", state)) {
                        case "active" -> ObservedState.ACTIVE;
                        case "idle" -> ObservedState.IDLE;
                        case "disconnected" -> ObservedState.DISCONNECTED;
                        default -> throw new IllegalArgumentException("state '" + state + "'");
                    },
                    Optional.ofNullable(clientAddress),
                    started == null ? Instant.EPOCH : Instant.parse(started),
                    unused != null && unused);
        }

        private static String require(String name, @Nullable String value) {
            if (value == null) {
                throw new IllegalArgumentException("no " + name);
            }
            return value;
        }
    }
}
