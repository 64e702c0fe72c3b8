package io.usher.node.ticket;

import io.usher.core.model.Fence;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.SessionId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Turns tickets into text and back. The text is the base64url form, without padding, of
 *
 * <pre>
 *   version      1 byte, 1
 *   key id       4 bytes
 *   fence        log position of the assignment
 *   session      log position of its creation
 *   expires      number, milliseconds of log time
 *   incarnation  log position of the registration
 *   host         8 bytes, fingerprint
 *   user         8 bytes, fingerprint
 *   signature   64 bytes, Ed25519
 * </pre>
 *
 * A log position is two numbers. A number is written in groups of seven bits, lowest first, the high bit set on all but
 * the last byte, in the shortest form only. There is no algorithm field: another algorithm would be another version.
 * One ticket has exactly one text.
 *
 * <p>The text must fit into the routing token of an X.224 connection request, whose length is one byte.
 */
public final class TicketCodec {
    /** Longest text of a ticket, in characters. */
    public static final int MAXIMUM_TEXT_LENGTH = 220;

    static final int SIGNATURE_BYTES = 64;

    private static final byte VERSION = 1;
    // Keeps a signature over ticket bytes from being taken for a signature over anything else.
    private static final byte[] DOMAIN = "usher ticket v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MINIMUM_PAYLOAD_BYTES = 1 + KeyId.BYTES + 7 + 2 * Fingerprint.BYTES;
    private static final int MAXIMUM_NUMBER_BYTES = 9;

    private TicketCodec() {}

    /** Returns the bytes that a broker signs: the domain and everything in the ticket but the signature. */
    static byte[] signedBytes(Ticket ticket, KeyId key) {
        ByteBuffer out = ByteBuffer.allocate(DOMAIN.length + MAXIMUM_TEXT_LENGTH);
        out.put(DOMAIN).put(VERSION).putInt(key.value());
        putPosition(out, ticket.fence().position());
        putPosition(out, ticket.session().created());
        putNumber(out, ticket.expires().epochMillis());
        putPosition(out, ticket.incarnation().registered());
        out.putLong(ticket.host().value()).putLong(ticket.user().value());
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Returns the text of a ticket from the bytes that were signed and their signature. */
    static String text(byte[] signedBytes, byte[] signature) {
        ByteBuffer all = ByteBuffer.allocate(signedBytes.length - DOMAIN.length + signature.length);
        all.put(signedBytes, DOMAIN.length, signedBytes.length - DOMAIN.length).put(signature);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    /** Decodes a text of any origin. Never throws on bad input; the answer never holds the text. */
    public static TicketDecoding decode(String text) {
        if (text.length() > MAXIMUM_TEXT_LENGTH) {
            return new TicketDecoding.Malformed(TicketDecoding.Fault.LENGTH);
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new TicketDecoding.Malformed(TicketDecoding.Fault.ALPHABET);
        }
        // The decoder takes padding and stray low bits too; only one text per ticket may pass.
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            return new TicketDecoding.Malformed(TicketDecoding.Fault.ALPHABET);
        }
        if (bytes.length < MINIMUM_PAYLOAD_BYTES + SIGNATURE_BYTES) {
            return new TicketDecoding.Malformed(TicketDecoding.Fault.LENGTH);
        }
        return decodeBytes(bytes);
    }

    private static TicketDecoding decodeBytes(byte[] bytes) {
        int payloadLength = bytes.length - SIGNATURE_BYTES;
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, payloadLength);
        if (in.get() != VERSION) {
            return new TicketDecoding.Malformed(TicketDecoding.Fault.VERSION);
        }
        try {
            KeyId key = new KeyId(in.getInt());
            Ticket ticket = new Ticket(
                    new Fence(position(in)),
                    new SessionId(position(in)),
                    new LogTime(number(in)),
                    new HostIncarnation(position(in)),
                    new Fingerprint(in.getLong()),
                    new Fingerprint(in.getLong()));
            if (in.hasRemaining()) {
                return new TicketDecoding.Malformed(TicketDecoding.Fault.FIELDS);
            }
            byte[] signature = Arrays.copyOfRange(bytes, payloadLength, bytes.length);
            return new TicketDecoding.Decoded(ticket, key, signedBytes(ticket, key), signature);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return new TicketDecoding.Malformed(TicketDecoding.Fault.FIELDS);
        }
    }

    private static void putPosition(ByteBuffer out, LogPosition position) {
        putNumber(out, position.index());
        putNumber(out, position.ordinal());
    }

    private static LogPosition position(ByteBuffer in) {
        long index = number(in);
        long ordinal = number(in);
        if (ordinal > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected an ordinal of at most 31 bits");
        }
        return new LogPosition(index, (int) ordinal);
    }

    private static void putNumber(ByteBuffer out, long number) {
        long rest = number;
        while (rest > 0x7F) {
            out.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long number(ByteBuffer in) {
        long number = 0;
        for (int group = 0; group < MAXIMUM_NUMBER_BYTES; group++) {
            byte next = in.get();
            number |= (long) (next & 0x7F) << (7 * group);
            if (next >= 0) {
                if (next == 0 && group > 0) {
                    throw new IllegalArgumentException("expected a number in its shortest form");
                }
                return number;
            }
        }
        throw new IllegalArgumentException("expected a number of at most 63 bits");
    }
}
