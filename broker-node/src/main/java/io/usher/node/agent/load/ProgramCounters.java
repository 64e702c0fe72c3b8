package io.usher.node.agent.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.usher.core.model.CounterReading;
import io.usher.node.agent.session.BoundedCommand;
import io.usher.node.agent.session.SessionSourceException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counters that a program of the administrator reads: it prints one JSON object, such as <code>
 * {"disk":430,"licences":900}</code>, each the permille in use.
 *
 * <p>The program runs now and then in a thread of its own, so that a slow one holds nothing up; what it read last
 * counts. While it fails, the counters are left out, and brokers that count them take the host for full.
 *
 * <p>Thread-safe.
 */
public final class ProgramCounters implements AutoCloseable {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final int MAXIMUM_OUTPUT_BYTES = 4_096;
    private static final Logger LOG = LoggerFactory.getLogger(ProgramCounters.class);
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build()
            .readerFor(new TypeReference<TreeMap<String, Integer>>() {});

    private final List<String> program;
    private final BoundedCommand runner = new BoundedCommand(TIME_LIMIT, MAXIMUM_OUTPUT_BYTES);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "agent-counters");
        created.setDaemon(true);
        return created;
    });
    private volatile List<CounterReading> latest = List.of();
    private volatile boolean failed;

    private ProgramCounters(List<String> program) {
        this.program = List.copyOf(program);
    }

    /**
     * Begins to run the program.
     *
     * @param program what to start, not through a shell, with its arguments
     * @param interval time from the end of a run to the next one
     */
    public static ProgramCounters start(List<String> program, Duration interval) {
        ProgramCounters counters = new ProgramCounters(program);
        var unused =
                counters.thread.scheduleWithFixedDelay(counters::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return counters;
    }

    /** Returns the load of a host with these counters; closing it closes both. */
    public LoadSource besides(LoadSource load) {
        return new LoadSource() {
            @Override
            public LoadSample sample() throws IOException {
                return load.sample().with(latest);
            }

            @Override
            public void close() {
                ProgramCounters.this.close();
                load.close();
            }
        };
    }

    private void look() {
        try {
            latest = parse(runner.run(program));
            if (failed) {
                LOG.info("counters are read again");
            }
            failed = false;
        } catch (SessionSourceException | RuntimeException e) {
            // Whatever a program prints, it is run again: an exception that got away would end the rounds.
            latest = List.of();
            if (!failed) {
                LOG.warn("counters are left out until they can be read: {}", e.getMessage());
            }
            failed = true;
        }
    }

    private static List<CounterReading> parse(String text) {
        @Nullable TreeMap<String, Integer> read;
        try {
            read = READER.readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "expected one JSON object of names and permille, found: " + e.getOriginalMessage(), e);
        }
        if (read == null || read.size() > CounterReading.MAX_READINGS) {
            throw new IllegalArgumentException("expected one JSON object of at most " + CounterReading.MAX_READINGS
                    + " names, found " + (read == null ? "none" : read.size()));
        }
        List<CounterReading> readings = new ArrayList<>();
        read.forEach((counter, permille) -> readings.add(new CounterReading(counter, permille)));
        return readings;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
