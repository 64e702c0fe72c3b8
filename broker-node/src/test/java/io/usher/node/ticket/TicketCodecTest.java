package io.usher.node.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.Fence;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.SessionId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicketCodecTest {
    private static final Ticket TICKET = new Ticket(
            new Fence(new LogPosition(4711, 3)),
            new SessionId(new LogPosition(4000, 0)),
            new LogTime(Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli()),
            new HostIncarnation(new LogPosition(17, 200)),
            Fingerprint.of("host-1"),
            Fingerprint.of("alice"));
    private static final KeyId KEY = new KeyId(0xCAFE_0001);

    @Test
    void returnsWhatWasWritten() {
        TicketDecoding.Decoded decoded = decoded(text(TICKET));

        assertThat(decoded.ticket()).isEqualTo(TICKET);
        assertThat(decoded.key()).isEqualTo(KEY);
        assertThat(decoded.signature()).isEqualTo(signature());
    }

    @Test
    void keepsTheBytesOfVersionOne() {
        // Golden bytes: brokers and agents of different releases read each other's tickets.
        byte[] payload = Arrays.copyOf(Base64.getUrlDecoder().decode(text(TICKET)), 39);

        assertThat(payload)
                .asHexString()
                .isEqualTo("01CAFE0001E72403A01F00AE9EA6E5B73311C801"
                        + TICKET.host().toString().toUpperCase(java.util.Locale.ROOT)
                        + TICKET.user().toString().toUpperCase(java.util.Locale.ROOT) + "000102");
    }

    @Test
    void fitsIntoARoutingTokenWithTheLargestNumbers() {
        LogPosition last = new LogPosition(Long.MAX_VALUE, Integer.MAX_VALUE);
        Ticket largest = new Ticket(
                new Fence(last),
                new SessionId(last),
                new LogTime(Long.MAX_VALUE),
                new HostIncarnation(last),
                new Fingerprint(-1),
                new Fingerprint(-1));

        String text = text(largest);

        assertThat(text).hasSizeLessThanOrEqualTo(TicketCodec.MAXIMUM_TEXT_LENGTH);
        assertThat(decoded(text).ticket()).isEqualTo(largest);
    }

    @Test
    void refusesEveryOtherTextOfTheSameTicket() {
        String text = text(TICKET);

        assertThat(fault(text + "=")).isEqualTo(TicketDecoding.Fault.ALPHABET);
        assertThat(fault(text + " ")).isEqualTo(TicketDecoding.Fault.ALPHABET);
        assertThat(fault("")).isEqualTo(TicketDecoding.Fault.LENGTH);
        assertThat(fault("A".repeat(221))).isEqualTo(TicketDecoding.Fault.LENGTH);
        assertThat(fault("A".repeat(60))).isEqualTo(TicketDecoding.Fault.LENGTH);
    }

    @Test
    void refusesStrayBitsInTheLastCharacter() {
        Ticket oddLength = new Ticket(
                new Fence(new LogPosition(20_000, 0)),
                TICKET.session(),
                TICKET.expires(),
                TICKET.incarnation(),
                TICKET.host(),
                TICKET.user());
        String text = text(oddLength);
        assertThat(text.length() % 4).as("last character has unused bits").isNotZero();
        char last = text.charAt(text.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char stray = alphabet.charAt(alphabet.indexOf(last) + 1);

        assertThat(fault(text.substring(0, text.length() - 1) + stray)).isEqualTo(TicketDecoding.Fault.ALPHABET);
    }

    @Test
    void refusesAnotherVersion() {
        byte[] bytes = bytes();
        bytes[0] = 2;

        assertThat(fault(encode(bytes))).isEqualTo(TicketDecoding.Fault.VERSION);
    }

    @Test
    void refusesBytesLeftOver() {
        byte[] bytes = bytes();
        byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 0, bytes.length - 64);
        System.arraycopy(bytes, bytes.length - 64, longer, longer.length - 64, 64);

        assertThat(fault(encode(longer))).isEqualTo(TicketDecoding.Fault.FIELDS);
    }

    @Test
    void refusesANumberThatIsNotInItsShortestForm() {
        byte[] bytes = bytes();
        byte[] longer = new byte[bytes.length + 1];
        // The ordinal 3 of the ticket id follows 5 bytes of head and 2 of the index: write it as 83 00.
        System.arraycopy(bytes, 0, longer, 0, 7);
        longer[7] = (byte) 0x83;
        longer[8] = 0;
        System.arraycopy(bytes, 8, longer, 9, bytes.length - 8);

        assertThat(fault(encode(longer))).isEqualTo(TicketDecoding.Fault.FIELDS);
    }

    @Test
    void refusesEveryCut() {
        byte[] bytes = bytes();

        for (int length = 0; length < bytes.length; length++) {
            assertThat(TicketCodec.decode(encode(Arrays.copyOf(bytes, length))))
                    .as("first %d bytes", length)
                    .isNotEqualTo(TICKET)
                    .satisfiesAnyOf(
                            decoding -> assertThat(decoding).isInstanceOf(TicketDecoding.Malformed.class),
                            decoding -> assertThat(((TicketDecoding.Decoded) decoding).ticket())
                                    .isNotEqualTo(TICKET));
        }
    }

    @Test
    void anyBytesEitherAreNoTicketOrHaveExactlyThisText() {
        Random random = new Random(20260102);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[96 + random.nextInt(60)];
            random.nextBytes(bytes);
            bytes[0] = 1;
            for (int i = 5; i < 20; i++) {
                bytes[i] &= 0x7F; // Short numbers, so that a good share gets through the fields.
            }
            String text = encode(bytes);

            if (TicketCodec.decode(text) instanceof TicketDecoding.Decoded decoded) {
                assertThat(TicketCodec.text(decoded.signedBytes(), decoded.signature()))
                        .isEqualTo(text);
            }
        }
    }

    private static byte[] signature() {
        byte[] signature = new byte[TicketCodec.SIGNATURE_BYTES];
        for (int i = 0; i < signature.length; i++) {
            signature[i] = (byte) i;
        }
        return signature;
    }

    private static String text(Ticket ticket) {
        return TicketCodec.text(TicketCodec.signedBytes(ticket, KEY), signature());
    }

    private static byte[] bytes() {
        return Base64.getUrlDecoder().decode(text(TICKET));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static TicketDecoding.Decoded decoded(String text) {
        return (TicketDecoding.Decoded) TicketCodec.decode(text);
    }

    private static TicketDecoding.Fault fault(String text) {
        return ((TicketDecoding.Malformed) TicketCodec.decode(text)).fault();
    }
}
