package io.usher.node.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The door of a host. It listens where clients come, lets those in whose routing token the doorkeeper accepts, and
 * splices them to the session host, without a look into what they say there. Clients without a good token are refused,
 * counted and logged.
 *
 * <p>Safe for use by several threads. Closing it ends every connection that came through.
 */
// Netty tells of failed calls through the pipeline and the end of the channel, which are watched.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Door implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int BACKLOG = 128;
    private static final long CLOSE_LIMIT_SECONDS = 5;

    private final EventLoopGroup group;
    private final Channel listener;
    private final ChannelGroup clients;
    private final DoorCounters counters;

    /** What every visit needs. */
    record Parts(
            InetSocketAddress sessionHost,
            DoorSettings.Limits limits,
            Doorkeeper doorkeeper,
            Turnstile turnstile,
            Refusals refusals,
            DoorCounters counters) {}

    private Door(EventLoopGroup group, Channel listener, ChannelGroup clients, DoorCounters counters) {
        this.group = group;
        this.listener = listener;
        this.clients = clients;
        this.counters = counters;
    }

    /**
     * Opens a door.
     *
     * @throws IOException if the address cannot be listened on
     */
    public static Door open(DoorSettings settings, Doorkeeper doorkeeper) throws IOException {
        DoorCounters counters = new DoorCounters();
        Turnstile turnstile = new Turnstile(settings.limits().starting());
        Parts parts = new Parts(
                settings.sessionHost(), settings.limits(), doorkeeper, turnstile, new Refusals(counters), counters);
        ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(THREADS, new DefaultThreadFactory("door"), NioIoHandler.newFactory());
        var binding = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new Reception(parts, clients))
                .bind(settings.listen())
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            shutDown(group);
            throw new IOException(
                    "expected to listen on " + settings.listen() + "; " + binding.cause(), binding.cause());
        }
        return new Door(group, binding.channel(), clients, counters);
    }

    /** Returns the address listened on. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Returns what this door has seen. */
    public DoorCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        clients.close().awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        shutDown(group);
    }

    private static void shutDown(EventLoopGroup group) {
        group.shutdownGracefully(0, CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes in each new connection, as long as there is room. */
    private static final class Reception extends ChannelInitializer<SocketChannel> {
        private final Parts parts;
        private final ChannelGroup clients;

        Reception(Parts parts, ChannelGroup clients) {
            this.parts = parts;
            this.clients = clients;
        }

        @Override
        protected void initChannel(SocketChannel client) {
            DoorCounters counters = parts.counters();
            DoorSettings.Limits limits = parts.limits();
            int open = counters.openGauge().incrementAndGet();
            client.closeFuture().addListener(closed -> counters.openGauge().decrementAndGet());
            if (open > limits.connections() || counters.waiting() >= limits.waiting()) {
                parts.refusals().close(client, "full");
                return;
            }
            clients.add(client);
            Visit visit = new Visit(client, parts);
            long firstPacketNanos = limits.firstPacket().toNanos();
            client.pipeline().addLast(new FirstPacketHandler(visit, parts.refusals(), firstPacketNanos));
        }
    }
}
