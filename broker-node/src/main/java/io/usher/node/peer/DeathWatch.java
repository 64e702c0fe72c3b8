package io.usher.node.peer;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.usher.node.replication.Peer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices at once when the process of another broker has ended: the operating system closes its connections and refuses
 * new ones. A machine that lost its power or network says nothing; that is left to timeouts. Thread-safe.
 */
public final class DeathWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DeathWatch.class);

    /** An operating system that is up refuses at once. */
    private static final Duration PROBE_LIMIT = Duration.ofMillis(200);

    private final PeerChannels channels;
    private final Executor probes;
    private final Consumer<Peer> ended;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();

    /**
     * Watches nobody yet.
     *
     * @param probes runs what may wait for the network, {@link #PROBE_LIMIT} at most
     * @param ended hears of a process that ended, once for each time
     */
    public DeathWatch(PeerChannels channels, Executor probes, Consumer<Peer> ended) {
        this.channels = channels;
        this.probes = probes;
        this.ended = ended;
    }

    /** Keeps a connection to this broker from now on. May be called again and again. */
    public void watch(Peer peer) {
        ManagedChannel channel = channels.channel(peer);
        if (watched.add(peer.peerAddress())) {
            follow(peer, channel);
        } else {
            channel.getState(true);
        }
    }

    private void follow(Peer peer, ManagedChannel channel) {
        ConnectivityState state = channel.getState(true);
        channel.notifyWhenStateChanged(state, () -> {
            if (state == ConnectivityState.READY) {
                probes.execute(() -> probe(peer));
            }
            follow(peer, channel);
        });
    }

    /** A connection may break for many reasons; only when nobody listens any more has the process ended. */
    private void probe(Peer peer) {
        String address = peer.peerAddress();
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    (int) PROBE_LIMIT.toMillis());
        } catch (ConnectException e) {
            LOG.info("the process of broker={} has ended: {}", peer.id(), e.getMessage());
            ended.accept(peer);
        } catch (IOException e) {
            LOG.debug("broker={} cannot be reached, and may be alive", peer.id(), e);
        }
    }
}
