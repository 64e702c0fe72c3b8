package io.usher.node.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.SocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends clients away: counts, logs and answers. A flood of bad clients must not flood the log, so only so many refusals
 * a minute are written; all are counted. Safe for use by several threads.
 */
// Netty tells of failed calls through the pipeline and the end of the channel, which are watched.
@SuppressWarnings("FutureReturnValueIgnored")
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int LINES_PER_MINUTE = 60;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    // The refusal in the words of the negotiation: connection confirm with failure code 3, which clients take as final.
    // The other codes ask the client to try again with another protocol, which would fail as well.
    private static final byte[] NEGOTIATION_FAILURE = {
        3, 0, 0, 19, 14, (byte) 0xD0, 0, 0, 0x12, 0x34, 0, 3, 0, 8, 0, 3, 0, 0, 0
    };
    // X.224 disconnect request, for clients that do not negotiate.
    private static final byte[] DISCONNECT_REQUEST = {3, 0, 0, 11, 6, (byte) 0x80, 0, 0, 0x12, 0x34, 0};

    private final DoorCounters counters;
    private long minuteStart = System.nanoTime();
    private int lines;

    Refusals(DoorCounters counters) {
        this.counters = counters;
    }

    /** Closes a connection that has not sent a whole first packet. */
    void close(Channel client, String reason) {
        note(client.remoteAddress(), reason);
        client.close();
    }

    /** Answers a first packet with a refusal and closes. */
    void answer(Channel client, FirstPacket packet, String reason) {
        note(client.remoteAddress(), reason);
        ByteBuf answer = Unpooled.wrappedBuffer(packet.negotiates() ? NEGOTIATION_FAILURE : DISCONNECT_REQUEST);
        client.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private void note(SocketAddress client, String reason) {
        counters.refused(reason);
        if (mayWrite()) {
            LOG.info("refused client={} reason={}", client, reason);
        }
    }

    private synchronized boolean mayWrite() {
        long now = System.nanoTime();
        if (now - minuteStart > MINUTE_NANOS) {
            minuteStart = now;
            lines = 0;
        }
        lines++;
        return lines <= LINES_PER_MINUTE;
    }
}
