package io.usher.node.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Stands behind a door in place of xrdp, on loopback: answers a connection request like an RDP server that negotiates
 * TLS, and then says nothing more. For simulated hosts.
 */
// Netty tells of failed calls through the pipeline and the end of the channel.
@SuppressWarnings("FutureReturnValueIgnored")
public final class SimulatedSessionHost implements AutoCloseable {
    private static final byte[] CONFIRM = {3, 0, 0, 19, 14, (byte) 0xD0, 0, 0, 0x12, 0x34, 0, 2, 0, 8, 0, 1, 0, 0, 0};

    private final EventLoopGroup group;
    private final Channel listener;

    private SimulatedSessionHost(EventLoopGroup group, Channel listener) {
        this.group = group;
        this.listener = listener;
    }

    /**
     * Starts on any free port of the loopback address.
     *
     * @throws IOException if none can be listened on
     */
    public static SimulatedSessionHost start() throws IOException {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("simulated-session-host", true), NioIoHandler.newFactory());
        var binding = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Answer());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException("expected to listen on a loopback port; " + binding.cause(), binding.cause());
        }
        return new SimulatedSessionHost(group, binding.channel());
    }

    /** Returns the address listened on. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    /** Answers what comes first, which the door has checked, and swallows the rest. */
    private static final class Answer extends SimpleChannelInboundHandler<ByteBuf> {
        private boolean isAnswered;

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            if (!isAnswered) {
                isAnswered = true;
                context.writeAndFlush(Unpooled.wrappedBuffer(CONFIRM));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
