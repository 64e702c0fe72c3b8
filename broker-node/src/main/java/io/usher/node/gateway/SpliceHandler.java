package io.usher.node.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a spliced connection. What is read here is written to the other end; while the other end cannot take more,
 * nothing is read. When one end closes, the other gets what is left and closes too. Both run on one event loop.
 */
// Netty tells of failed calls through the pipeline and the end of the channel, which are watched.
@SuppressWarnings("FutureReturnValueIgnored")
final class SpliceHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(SpliceHandler.class);

    private final Channel other;

    SpliceHandler(Channel other) {
        this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // A write that fails closes the other end, and that end then closes this one.
        other.write(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        other.flush();
    }

    /** This end has too much to write, or has got rid of it: the other end stops reading, or goes on. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        other.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (other.isActive()) {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection with {} broke", context.channel().remoteAddress(), cause);
        context.close();
    }
}
