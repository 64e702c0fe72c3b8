package io.usher.node.agent;

import com.google.protobuf.util.Timestamps;
import io.usher.core.model.LogTime;
import io.usher.node.agent.lease.HostLease;
import io.usher.node.agent.load.LoadSample;
import io.usher.node.agent.load.LoadSource;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.CounterReading;
import io.usher.proto.v1.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the brokers now and then that the host is there and how busy it is, and renews the host's lease with their
 * answers. Used by the loop alone.
 */
final class Pings {
    private static final Logger LOG = LoggerFactory.getLogger(Pings.class);
    private static final Duration FIRST_INTERVAL = Duration.ofSeconds(1);
    private static final int MAXIMUM_UNANSWERED = 100;

    private final LoadSource load;
    private final HostLease lease;
    private final Redemptions redemptions;
    private final Inventories inventories;
    private final Consumer<ConnectRequest> send;
    /** When each ping was sent whose answer may renew the lease, by sequence. */
    private final TreeMap<Long, Duration> sentAt = new TreeMap<>();

    private long sequence;
    private Duration interval = FIRST_INTERVAL;
    private Duration latestAt = Duration.ZERO;
    private boolean isRenewalAsked;

    /**
     * Creates pings.
     *
     * @param send tells the broker, if there is one
     */
    Pings(
            LoadSource load,
            HostLease lease,
            Redemptions redemptions,
            Inventories inventories,
            Consumer<ConnectRequest> send) {
        this.load = load;
        this.lease = lease;
        this.redemptions = redemptions;
        this.inventories = inventories;
        this.send = send;
    }

    /** Returns the time from one ping to the next. */
    Duration interval() {
        return interval;
    }

    /** Takes the brokers' word on how often to ping. */
    void setInterval(com.google.protobuf.Duration told) {
        interval = duration(told);
    }

    /** Forgets what was sent: no answer to it renews the lease any more. */
    void forgetSent() {
        sentAt.clear();
    }

    /** Sends a ping if it is time for one. */
    void sendIfDue(Duration now) {
        // What kept the last ping from renewing the lease may be told by now.
        boolean isRenewalDue = mayRenew() && !isRenewalAsked;
        if (isRenewalDue || now.minus(latestAt).compareTo(interval) >= 0) {
            sendNow();
        }
    }

    /** Sends a ping, unless the load cannot be seen. */
    void sendNow() {
        LoadSample sample;
        try {
            sample = load.sample();
        } catch (IOException e) {
            LOG.warn("no ping without load", e);
            return;
        }
        sequence++;
        latestAt = lease.sendingNow();
        isRenewalAsked = mayRenew();
        if (isRenewalAsked) {
            sentAt.put(sequence, latestAt);
        }
        if (sentAt.size() > MAXIMUM_UNANSWERED) {
            sentAt.pollFirstEntry();
        }
        send.accept(ConnectRequest.newBuilder()
                .setPing(ConnectRequest.Ping.newBuilder().setSequence(sequence).setLoad(message(sample)))
                .build());
    }

    private static Load.Builder message(LoadSample sample) {
        Load.Builder message = Load.newBuilder()
                .setCpuPermille(sample.cpuPermille())
                .setMemoryUsedBytes(sample.memoryUsedBytes())
                .setMemoryTotalBytes(sample.memoryTotalBytes());
        sample.custom()
                .forEach(reading -> message.addCustomCounters(CounterReading.newBuilder()
                        .setCounter(reading.counter())
                        .setPermille(reading.permille())));
        return message;
    }

    /** Renews the lease if the ping that is answered may. */
    void answered(ConnectResponse.LeaseRenewed renewed) {
        Duration since = sentAt.get(renewed.getSequence());
        if (since != null) {
            sentAt.headMap(renewed.getSequence(), true).clear();
            LogTime time = new LogTime(Timestamps.toMillis(renewed.getLogTime()));
            lease.renew(since, time, duration(renewed.getHostLease()));
        }
    }

    /**
     * Says whether a ping that is sent now may renew the lease: only if the brokers know everybody who is in. Else the
     * lease would outlast the time for which they keep the session of somebody they do not know of.
     */
    private boolean mayRenew() {
        return inventories.isTaken() && !redemptions.isAnyUnreported();
    }

    private static Duration duration(com.google.protobuf.Duration duration) {
        return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
    }
}
