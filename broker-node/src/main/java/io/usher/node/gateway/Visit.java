package io.usher.node.gateway;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client at the door, from its first packet to the splice: ask the doorkeeper, wait for the turn, connect to the
 * session host, pass the first packet on, splice. All on the event loop of the client's connection.
 */
// Netty tells of failed calls through the pipeline and the end of the channel, which are watched.
@SuppressWarnings("FutureReturnValueIgnored")
final class Visit {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    private final Channel client;
    private final Door.Parts door;
    private boolean waiting = true;
    private boolean starting;

    Visit(Channel client, Door.Parts door) {
        this.client = client;
        this.door = door;
        door.counters().waitingGauge().incrementAndGet();
        client.closeFuture().addListener(closed -> {
            stopWaiting();
            stopStarting();
        });
    }

    void arrived(FirstPacket packet) {
        if (packet.routing() instanceof Routing.Token token) {
            ask(packet, token.text());
        } else {
            door.refusals().answer(client, packet, "no_ticket");
        }
    }

    private void ask(FirstPacket packet, String token) {
        InetSocketAddress address = (InetSocketAddress) client.remoteAddress();
        var decision = door.doorkeeper()
                .admit(token, address)
                .toCompletableFuture()
                .copy() // The time limit is the door's own; the doorkeeper's future stays as it is.
                .orTimeout(door.limits().decision().toMillis(), TimeUnit.MILLISECONDS);
        decision.whenComplete(
                (admission, failure) -> client.eventLoop().execute(() -> answered(packet, admission, failure)));
    }

    private void answered(FirstPacket packet, @Nullable Admission admission, @Nullable Throwable failure) {
        if (admission instanceof Admission.Admitted admitted) {
            door.counters().admitted();
            client.closeFuture().addListener(closed -> admitted.left().run());
            LOG.info("admitted client={} session={}", client.remoteAddress(), admitted.session());
            door.turnstile().enter(() -> client.eventLoop().execute(() -> connect(packet)));
        } else if (admission instanceof Admission.Refused refused) {
            door.refusals().answer(client, packet, refused.reason());
        } else {
            LOG.warn("the decision about client={} failed", client.remoteAddress(), failure);
            door.refusals().answer(client, packet, "no_decision");
        }
    }

    private void connect(FirstPacket packet) {
        starting = true;
        if (!client.isOpen()) {
            stopStarting();
            return;
        }
        Future<?> limit = client.eventLoop()
                .schedule(
                        () -> door.refusals().answer(client, packet, "session_host_late"),
                        door.limits().connect().toNanos(),
                        TimeUnit.NANOSECONDS);
        ChannelFuture connecting = new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new FirstAnswer(() -> {
                    limit.cancel(false);
                    stopStarting();
                }))
                .connect(door.sessionHost());
        client.closeFuture().addListener(closed -> {
            limit.cancel(false);
            connecting.channel().close();
        });
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                splice(packet, connecting.channel());
            } else if (client.isOpen()) {
                LOG.warn(
                        "session host {} refused the connection: {}",
                        door.sessionHost(),
                        String.valueOf(connected.cause()));
                door.refusals().answer(client, packet, "session_host_down");
            }
        });
    }

    private void splice(FirstPacket packet, Channel host) {
        stopWaiting();
        host.pipeline().addLast(new SpliceHandler(client));
        client.pipeline().addLast(new SpliceHandler(host));
        host.writeAndFlush(packet.withoutRouting());
        host.config().setAutoRead(true);
        client.config().setAutoRead(true);
    }

    private void stopWaiting() {
        if (waiting) {
            waiting = false;
            door.counters().waitingGauge().decrementAndGet();
        }
    }

    private void stopStarting() {
        if (starting) {
            starting = false;
            door.turnstile().started();
        }
    }

    /** Tells once that the session host has said something: its process for this connection runs. */
    private static final class FirstAnswer extends ChannelInboundHandlerAdapter {
        private final Runnable answered;

        FirstAnswer(Runnable answered) {
            this.answered = answered;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            answered.run();
            context.fireChannelRead(message);
            context.pipeline().remove(this);
        }
    }
}
