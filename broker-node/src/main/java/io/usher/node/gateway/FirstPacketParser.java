package io.usher.node.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the first packet of an RDP connection from bytes of any origin (MS-RDPBCGR 2.2.1.1, MS-RDPEPS 2.2.1). Strict:
 * all lengths must fit each other, and nothing is skipped. Bounded by the length fields themselves: at most
 * {@link #MAXIMUM_BYTES} bytes are ever needed. Never throws, never changes the buffer.
 */
final class FirstPacketParser {
    /** Longest preconnection PDU taken, in bytes. The text in it names a virtual machine; Usher does not use it. */
    static final int MAXIMUM_PRECONNECTION_BYTES = 1024;

    /** Bytes from which on the answer is never {@link FirstPacketParsing.Incomplete}. */
    static final int MAXIMUM_BYTES = MAXIMUM_PRECONNECTION_BYTES + FirstPacket.MAXIMUM_BYTES;

    private static final int PRECONNECTION_HEADER_BYTES = 16;
    private static final int NEGOTIATION_BYTES = 8;
    private static final int CORRELATION_BYTES = 36;
    private static final int CORRELATION_PRESENT = 0x08;
    private static final String USER_COOKIE = "Cookie: mstshash=";

    private FirstPacketParser() {}

    /** Understands the readable bytes of a buffer, as far as they go. */
    static FirstPacketParsing parse(ByteBuf in) {
        int start = in.readerIndex();
        int available = in.readableBytes();
        if (available < 2) {
            return new FirstPacketParsing.Incomplete();
        }
        if (isRequestHeader(in, start)) {
            return request(in, start, available, 0);
        }
        // TPKT's 03 00, read as a preconnection length, would be 3 or far above the limit: no bytes are both.
        if (available < Integer.BYTES) {
            return new FirstPacketParsing.Incomplete();
        }
        long length = in.getUnsignedIntLE(start);
        if (length < PRECONNECTION_HEADER_BYTES || length > MAXIMUM_PRECONNECTION_BYTES) {
            return invalid(FirstPacketParsing.Fault.NOT_RDP);
        }
        int skipped = (int) length;
        if (available < skipped) {
            return new FirstPacketParsing.Incomplete();
        }
        if (!isPreconnection(in, start, skipped)) {
            return invalid(FirstPacketParsing.Fault.PRECONNECTION);
        }
        return afterPreconnection(in, start + skipped, available - skipped, skipped);
    }

    private static FirstPacketParsing afterPreconnection(ByteBuf in, int start, int available, int skipped) {
        if (available < 2) {
            return new FirstPacketParsing.Incomplete();
        }
        return isRequestHeader(in, start)
                ? request(in, start, available, skipped)
                : invalid(FirstPacketParsing.Fault.NOT_RDP);
    }

    private static boolean isRequestHeader(ByteBuf in, int start) {
        return in.getByte(start) == 3 && in.getByte(start + 1) == 0;
    }

    /** Version 1 is the header alone; version 2 adds a count of UTF-16 characters and as many characters. */
    private static boolean isPreconnection(ByteBuf in, int start, int length) {
        long version = in.getUnsignedIntLE(start + 8);
        if (version == 1) {
            return length == PRECONNECTION_HEADER_BYTES;
        }
        int headerOfTwo = PRECONNECTION_HEADER_BYTES + Short.BYTES;
        return version == 2
                && length >= headerOfTwo
                && length == headerOfTwo + 2 * in.getUnsignedShortLE(start + PRECONNECTION_HEADER_BYTES);
    }

    private static FirstPacketParsing request(ByteBuf in, int start, int available, int skipped) {
        if (available < 4) {
            return new FirstPacketParsing.Incomplete();
        }
        int length = in.getUnsignedShort(start + 2);
        if (length < FirstPacket.HEADER_BYTES || length > FirstPacket.MAXIMUM_BYTES) {
            return invalid(FirstPacketParsing.Fault.LENGTH);
        }
        if (available < length) {
            return new FirstPacketParsing.Incomplete();
        }
        if (in.getUnsignedByte(start + 4) != length - 5) {
            return invalid(FirstPacketParsing.Fault.LENGTH);
        }
        boolean isRequest = in.getByte(start + 5) == FirstPacket.CONNECTION_REQUEST
                && in.getShort(start + 6) == 0
                && in.getByte(start + 10) == 0;
        if (!isRequest) {
            return invalid(FirstPacketParsing.Fault.NOT_A_CONNECTION_REQUEST);
        }
        byte[] variable = ByteBufUtil.getBytes(in, start + FirstPacket.HEADER_BYTES, length - FirstPacket.HEADER_BYTES);
        return variablePart(variable, in.getUnsignedShort(start + 8), skipped + length);
    }

    private static FirstPacketParsing variablePart(byte[] bytes, int source, int consumed) {
        int text = textLength(bytes);
        if (text < 0) {
            return invalid(FirstPacketParsing.Fault.ROUTING);
        }
        int negotiationStart = text == 0 ? 0 : text + 2;
        byte[] negotiation = Arrays.copyOfRange(bytes, negotiationStart, bytes.length);
        if (!isNegotiation(negotiation)) {
            return invalid(FirstPacketParsing.Fault.NEGOTIATION);
        }
        Routing routing = routing(new String(bytes, 0, text, StandardCharsets.US_ASCII));
        return new FirstPacketParsing.Parsed(new FirstPacket(source, routing, negotiation), consumed);
    }

    /** Returns the length of the text before CR LF, 0 if the bytes begin with the negotiation, -1 if neither fits. */
    private static int textLength(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] == 1) {
            return 0;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\r') {
                return i > 0 && i + 1 < bytes.length && bytes[i + 1] == '\n' ? i : -1;
            }
            if (bytes[i] < ' ' || bytes[i] > '~') {
                return -1;
            }
        }
        return -1;
    }

    /** Says whether the bytes are none at all, or one negotiation request with what it announces. */
    private static boolean isNegotiation(byte[] bytes) {
        if (bytes.length == 0) {
            return true;
        }
        if (bytes.length < NEGOTIATION_BYTES || bytes[0] != 1 || bytes[2] != NEGOTIATION_BYTES || bytes[3] != 0) {
            return false;
        }
        boolean correlated = (bytes[1] & CORRELATION_PRESENT) != 0;
        if (!correlated) {
            return bytes.length == NEGOTIATION_BYTES;
        }
        return bytes.length == NEGOTIATION_BYTES + CORRELATION_BYTES
                && bytes[NEGOTIATION_BYTES] == 6
                && bytes[NEGOTIATION_BYTES + 2] == CORRELATION_BYTES
                && bytes[NEGOTIATION_BYTES + 3] == 0;
    }

    private static Routing routing(String text) {
        if (text.isEmpty()) {
            return new Routing.None();
        }
        return text.startsWith(USER_COOKIE)
                ? new Routing.UserHint(text.substring(USER_COOKIE.length()))
                : new Routing.Token(text);
    }

    private static FirstPacketParsing invalid(FirstPacketParsing.Fault fault) {
        return new FirstPacketParsing.Invalid(fault);
    }
}
