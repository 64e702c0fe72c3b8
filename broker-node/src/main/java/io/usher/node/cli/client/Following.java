package io.usher.node.cli.client;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.usher.node.config.Address;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watch across brokers. A stream that breaks off goes on after the last revision that was seen whole, so that
 * nothing is missed; only the present objects may be listed again when the break came before the first change.
 */
final class Following<Q extends Message, A extends Message> {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final BrokerClient client;
    private final Watch<Q, A> watch;
    private final Map<Address, Failure> failures = new LinkedHashMap<>();
    private long revision;
    private long end;
    private boolean served;

    Following(BrokerClient client, Watch<Q, A> watch) {
        this.client = client;
        this.watch = watch;
        this.revision = watch.afterRevision();
        renewTime();
    }

    void run() {
        while (true) {
            for (Address server : client.settings().servers()) {
                DepartureProbe probe = new DepartureProbe();
                try {
                    stream(server, probe);
                    return;
                } catch (StatusRuntimeException e) {
                    Failure failure = Failure.of(server, e, probe.departed());
                    failures.put(server, failure);
                    if (!failure.isTransient() || System.nanoTime() - end > 0 || (!served && nobodyThere())) {
                        throw failed(failure, e);
                    }
                    LOG.info("{} broke off at revision {}: {}", server, revision, failure.message());
                }
            }
            pause();
        }
    }

    private void stream(Address server, DepartureProbe probe) {
        Iterator<A> messages = ClientCalls.blockingServerStreamingCall(
                client.channel(server),
                watch.method(),
                CallOptions.DEFAULT.withStreamTracerFactory(probe),
                watch.request().apply(revision));
        while (messages.hasNext()) {
            A message = messages.next();
            served = true;
            renewTime();
            failures.clear();
            watch.sink().accept(message);
            revision = Math.max(revision, watch.progress().applyAsLong(message));
        }
    }

    private boolean nobodyThere() {
        return failures.size() == client.settings().servers().size()
                && failures.values().stream().allMatch(Failure::isUnreachable);
    }

    private void renewTime() {
        end = System.nanoTime() + client.settings().timeout().toNanos();
    }

    private CallFailedException failed(Failure decisive, Throwable cause) {
        CallFailedException.Details details = new CallFailedException.Details(
                String.valueOf(watch.method().getBareMethodName()),
                "",
                List.copyOf(failures.values()),
                decisive,
                Optional.empty());
        return new CallFailedException(details, cause);
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(client.settings().pause().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the watch was interrupted", e);
        }
    }
}
