package io.usher.it.traffic;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.usher.it.client.Outcome;
import io.usher.it.history.LeaseRenewal;
import io.usher.it.history.Operation.Span;
import io.usher.it.history.Recorder;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The line between one agent and the brokers: listens in, and can be cut. Records what was asked and told, and when the
 * lease was renewed. Thread-safe.
 */
final class HostLine implements ClientInterceptor {

    /** Not an answer yet: the agent says it again. */
    private static final Set<String> UNDECIDED =
            Set.of("NO_PRIMARY", "NOT_READY", "OUTCOME_UNKNOWN", "OVERLOADED", "EXPIRED");

    private record Asked<M>(M message, long millis, long nanos) {}

    private final String host;
    private final Recorder recorder;
    private final Map<Long, Asked<Long>> pings = new HashMap<>();
    private final Map<Long, Asked<ConnectRequest.Redeem>> redemptions = new HashMap<>();
    /**
     * When each redemption was first asked for, by request id; agents ask on other streams and in other words again.
     */
    private final Map<String, Long> firstAsked = new HashMap<>();

    private final Map<Long, Asked<ConnectRequest.Inventory>> inventories = new HashMap<>();
    private final List<LeaseRenewal> renewals = new ArrayList<>();
    private final Set<ClientCall<?, ?>> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    HostLine(String host, Recorder recorder) {
        this.host = host;
        this.recorder = recorder;
    }

    /** Ends what is under way and lets nothing through until {@link #mend()}. */
    void cut() {
        cut = true;
        calls.forEach(call -> call.cancel("the line was cut", null));
    }

    void mend() {
        cut = false;
    }

    synchronized List<LeaseRenewal> renewals() {
        return List.copyOf(renewals);
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            private volatile boolean isCancelled;

            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(listening(this, listener), headers);
                calls.add(this);
                if (cut) {
                    cancel("the line is cut", null);
                }
            }

            @Override
            public void cancel(@Nullable String message, @Nullable Throwable cause) {
                isCancelled = true;
                super.cancel(message, cause);
            }

            @Override
            public void sendMessage(Q message) {
                said((ConnectRequest) message);
                // What goes into a line that was cut is lost, and whoever speaks does not know it yet.
                if (!isCancelled) {
                    super.sendMessage(message);
                }
            }
        };
    }

    private <A> ClientCall.Listener<A> listening(ClientCall<?, A> call, ClientCall.Listener<A> listener) {
        return new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onMessage(A message) {
                heard((ConnectResponse) message);
                super.onMessage(message);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                calls.remove(call);
                super.onClose(status, trailers);
            }
        };
    }

    private synchronized void said(ConnectRequest message) {
        long millis = System.currentTimeMillis();
        long nanos = System.nanoTime();
        switch (message.getMessageCase()) {
            case PING -> {
                long sequence = message.getPing().getSequence();
                pings.put(sequence, new Asked<>(sequence, millis, nanos));
            }
            case REDEEM -> {
                ConnectRequest.Redeem redeem = message.getRedeem();
                long first = firstAsked.computeIfAbsent(redeem.getRequestId(), id -> nanos);
                redemptions.put(redeem.getEpoch(), new Asked<>(redeem, millis, first));
            }
            case INVENTORY ->
                inventories.put(message.getInventory().getEpoch(), new Asked<>(message.getInventory(), millis, nanos));
            default -> {
                // A registration is compared through what follows from it.
            }
        }
    }

    private synchronized void heard(ConnectResponse message) {
        switch (message.getMessageCase()) {
            case REGISTERED -> {
                // Another life counts its messages anew.
                redemptions.clear();
                inventories.clear();
            }
            case LEASE_RENEWED -> renewed(message.getLeaseRenewed().getSequence());
            case REDEEM_RESULT -> redeemed(message.getRedeemResult());
            case INVENTORY_TAKEN -> taken(message.getInventoryTaken());
            default -> {
                // Nothing that was asked for.
            }
        }
    }

    private void renewed(long sequence) {
        Asked<Long> ping = pings.get(sequence);
        if (ping != null) {
            renewals.add(new LeaseRenewal(host, ping.millis(), ping.nanos()));
            pings.keySet().removeIf(earlier -> earlier <= sequence);
        }
    }

    private void redeemed(ConnectResponse.RedeemResult result) {
        Asked<ConnectRequest.Redeem> asked = redemptions.get(result.getEpoch());
        if (asked == null || UNDECIDED.contains(result.getRefusalReason())) {
            return;
        }
        redemptions.remove(result.getEpoch());
        Outcome<ConnectResponse.RedeemResult> outcome =
                result.getRefusalReason().isEmpty()
                        ? new Outcome.Answered<>(result, "")
                        : new Outcome.Refused<>(result.getRefusalReason(), Map.of());
        recorder.record(host, "Redeem", asked.message(), new Span(asked.nanos(), System.nanoTime()), outcome);
    }

    private void taken(ConnectResponse.InventoryTaken taken) {
        Asked<ConnectRequest.Inventory> asked = inventories.remove(taken.getEpoch());
        if (asked != null) {
            recorder.record(
                    host,
                    "Inventory",
                    asked.message(),
                    new Span(asked.nanos(), System.nanoTime()),
                    new Outcome.Answered<>(taken, ""));
        }
    }
}
