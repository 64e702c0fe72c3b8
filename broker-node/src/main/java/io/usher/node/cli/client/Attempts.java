package io.usher.node.cli.client;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.usher.node.config.Address;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call with all its attempts. Only "unavailable", and a server that did not answer within its share of the time,
 * lead to another attempt. Repeating a mutation is safe by design: it goes out under the same request id each time, and
 * the site remembers the first answer to an id on every broker, through crashes and snapshots.
 */
final class Attempts<Q extends Message, A extends Message> {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    /** An attempt that its deadline cuts short would only make the outcome unknown that is known now. */
    private static final Duration LEAST_ATTEMPT = Duration.ofMillis(250);

    private final BrokerClient client;
    private final MethodDescriptor<Q, A> method;
    private final Q request;
    private final Optional<String> requestId;
    private final List<Address> servers;
    private final Map<Address, Failure> failures = new LinkedHashMap<>();
    private boolean open;
    private long end;

    Attempts(BrokerClient client, MethodDescriptor<Q, A> method, Q request, Optional<String> requestId) {
        this.client = client;
        this.method = method;
        this.request = request;
        this.requestId = requestId;
        this.servers = client.settings().servers();
    }

    A run(Duration timeout) {
        end = System.nanoTime() + timeout.toNanos();
        while (true) {
            for (int i = 0; i < servers.size(); i++) {
                // A server that does not answer leaves the others their share of the time.
                long share = remainingNanos() / (servers.size() - i);
                DepartureProbe probe = new DepartureProbe();
                try {
                    return ask(servers.get(i), share, probe);
                } catch (StatusRuntimeException e) {
                    note(Failure.of(servers.get(i), e, probe.departed()), e);
                    if (i == servers.size() - 1 && isPointless()) {
                        throw failed(mostTelling(), e);
                    }
                }
            }
            pause(client.settings().pause());
        }
    }

    /** Whether another round would bring nothing: nobody is there, or there is no time. */
    private boolean isPointless() {
        boolean nobodyThere = !open && failures.values().stream().allMatch(Failure::isUnreachable);
        return nobodyThere
                || remainingNanos()
                        <= client.settings().pause().plus(LEAST_ATTEMPT).toNanos();
    }

    private A ask(Address server, long nanos, DepartureProbe probe) {
        CallOptions options = CallOptions.DEFAULT
                .withDeadlineAfter(nanos, TimeUnit.NANOSECONDS)
                .withStreamTracerFactory(probe);
        long started = System.nanoTime();
        A answer = ClientCalls.blockingUnaryCall(client.channel(server), method, options, request);
        LOG.info("{} answered {} in {} ms", server, method.getBareMethodName(), millisSince(started));
        return answer;
    }

    private void note(Failure failure, StatusRuntimeException exception) {
        failures.put(failure.server(), failure);
        LOG.info(
                "{} did not serve {}: {} {}{}",
                failure.server(),
                method.getBareMethodName(),
                failure.code(),
                failure.reason().map(reason -> reason + " ").orElse(""),
                failure.message());
        open = requestId.isPresent() && (failure.isOutcomeUnknown() || (open && !failure.isDecided()));
        if (!failure.isTransient()) {
            throw failed(failure, exception);
        }
    }

    /** A broker's own words tell more than a connection that failed. */
    private Failure mostTelling() {
        Failure found = failures.values().iterator().next();
        for (Failure failure : failures.values()) {
            if (failure.reason().isPresent() || (found.isUnreachable() && !failure.isUnreachable())) {
                found = failure;
            }
        }
        return found;
    }

    private CallFailedException failed(Failure decisive, Throwable cause) {
        CallFailedException.Details details = new CallFailedException.Details(
                String.valueOf(method.getBareMethodName()),
                Requests.subject(request),
                List.copyOf(failures.values()),
                decisive,
                open ? requestId : Optional.empty());
        return new CallFailedException(details, cause);
    }

    private long remainingNanos() {
        return Math.max(0, end - System.nanoTime());
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private void pause(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(mostTelling(), e);
        }
    }
}
