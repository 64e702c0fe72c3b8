package io.usher.node.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Waits for the first packet of a connection, so long and no longer, and hands it to the visit. */
// Netty tells of failed calls through the pipeline and the end of the channel, which are watched.
@SuppressWarnings("FutureReturnValueIgnored")
final class FirstPacketHandler extends ByteToMessageDecoder {
    private final Visit visit;
    private final Refusals refusals;
    private final long limitNanos;
    private boolean done;

    FirstPacketHandler(Visit visit, Refusals refusals, long limitNanos) {
        this.visit = visit;
        this.refusals = refusals;
        this.limitNanos = limitNanos;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var limit = context.executor().schedule(() -> late(context), limitNanos, TimeUnit.NANOSECONDS);
        context.channel().closeFuture().addListener(closed -> limit.cancel(false));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (done) {
            in.skipBytes(in.readableBytes());
            return;
        }
        FirstPacketParsing parsing = FirstPacketParser.parse(in);
        if (parsing instanceof FirstPacketParsing.Invalid invalid) {
            refuse(context, in, invalid.fault());
        } else if (parsing instanceof FirstPacketParsing.Parsed parsed) {
            if (in.readableBytes() > parsed.length()) {
                refuse(context, in, FirstPacketParsing.Fault.TOO_EARLY);
                return;
            }
            in.skipBytes(parsed.length());
            done = true;
            context.channel().config().setAutoRead(false);
            context.pipeline().remove(this);
            visit.arrived(parsed.packet());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        done = true;
        refusals.close(context.channel(), "broken_connection");
    }

    private void refuse(ChannelHandlerContext context, ByteBuf in, FirstPacketParsing.Fault fault) {
        done = true;
        in.skipBytes(in.readableBytes());
        refusals.close(context.channel(), fault.name().toLowerCase(Locale.ROOT));
    }

    private void late(ChannelHandlerContext context) {
        if (!done && context.channel().isOpen()) {
            done = true;
            refusals.close(context.channel(), "first_packet_late");
        }
    }
}
