package io.usher.node.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/**
 * The first packet of an RDP connection: an X.224 connection request. Immutable.
 *
 * <pre>
 *   TPKT   version 3, reserved 0, length of all (2 bytes)
 *   X.224  length of what follows (1 byte), code E0, destination 0 (2), source (2), class 0
 *   text   routing token or cookie, ended by CR LF; may be absent
 *   rest   negotiation request: type 1, flags, length 8 (little endian), protocols (4); may be absent.
 *          Flag 08 announces correlation information of 36 bytes behind it.
 * </pre>
 */
final class FirstPacket {
    /** Bytes before the text. */
    static final int HEADER_BYTES = 11;
    /** The length of the X.224 part is one byte, and 255 is reserved. */
    static final int MAXIMUM_BYTES = 5 + 254;

    static final byte CONNECTION_REQUEST = (byte) 0xE0;

    private final int source;
    private final Routing routing;
    private final byte[] negotiation;

    /**
     * Creates a packet.
     *
     * @param source the client's reference
     * @param negotiation the negotiation request with what belongs to it as sent; empty if there is none
     */
    FirstPacket(int source, Routing routing, byte[] negotiation) {
        this.source = source;
        this.routing = routing;
        this.negotiation = Arrays.copyOf(negotiation, negotiation.length);
    }

    Routing routing() {
        return routing;
    }

    /** Says whether the client negotiates; then a refusal can be told in RDP's own words. */
    boolean negotiates() {
        return negotiation.length > 0;
    }

    /** Returns the same request without token or cookie: a used ticket is none of the session host's business. */
    ByteBuf withoutRouting() {
        int length = HEADER_BYTES + negotiation.length;
        return Unpooled.buffer(length)
                .writeByte(3)
                .writeByte(0)
                .writeShort(length)
                .writeByte(length - 5)
                .writeByte(CONNECTION_REQUEST)
                .writeShort(0)
                .writeShort(source)
                .writeByte(0)
                .writeBytes(negotiation);
    }
}
