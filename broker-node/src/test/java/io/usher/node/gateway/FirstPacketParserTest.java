package io.usher.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstPacketParserTest {
    private static final String NEGOTIATION = "0100080003000000";
    private static final String PRECONNECTION_1 = "10000000" + "00000000" + "01000000" + "07000000";
    // Version 2 with the text "blob" and its end, 5 characters.
    private static final String PRECONNECTION_2 =
            "1C000000" + "00000000" + "02000000" + "00000000" + "0500" + "62006C006F0062000000";

    @ParameterizedTest
    @ValueSource(strings = {"alice", "verylongusername", "alice@corp.example", "bob smith", "root", ""})
    void readsTheUserHintOfEveryClientSeen(String user) {
        FirstPacket packet = parsed(request("Cookie: mstshash=" + user, NEGOTIATION));

        assertThat(packet.routing()).isEqualTo(new Routing.UserHint(user));
        assertThat(packet.negotiates()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Cookie: msts=201351946.15629.0000", "tsv://MS Terminal Services Plugin.1.Farm", "X", "eGXM-_yq"
            })
    void takesEveryOtherTextAsATokenToTheLetter(String token) {
        assertThat(parsed(request(token, NEGOTIATION)).routing()).isEqualTo(new Routing.Token(token));
    }

    @Test
    void readsTheCaptureOfAStockClientWithALongToken() {
        // Bytes sent by xfreerdp 2.11.7 with /load-balance-info.
        String token =
                "eGXMqyWwX45Td3dG8lanagElv59YlGbB38zQ-l3UEf8X1HS6IR2unzOgtFAXHIepcRW_4dAWDk-DbzFQy2OztMSPvy4xKHb4"
                        + "TxylbiaXdgrO_vVwlEOg9ZTYwQCt39rzXBovthWwUrsydFORckZqFTLQAa7GGTe89d4xSDNNYOcrSkjZ9cS7Dbgmb8gKpBeIew"
                        + "yVR9SxrKaZNQsv_l7o4-PBlL8t";
        ByteBuf bytes = Unpooled.wrappedBuffer(
                ByteBufUtil.decodeHexDump("030000f1ece00000000000"),
                (token + "\r\n").getBytes(StandardCharsets.US_ASCII),
                ByteBufUtil.decodeHexDump(NEGOTIATION));

        assertThat(parsed(bytes).routing()).isEqualTo(new Routing.Token(token));
    }

    @Test
    void readsARequestWithoutNegotiation() {
        FirstPacket packet = parsed(request("Cookie: mstshash=alice", ""));

        assertThat(packet.negotiates()).isFalse();
    }

    @Test
    void readsARequestWithoutAnyRouting() {
        assertThat(parsed(packet(NEGOTIATION)).routing()).isEqualTo(new Routing.None());
        assertThat(parsed(packet("")).routing()).isEqualTo(new Routing.None());
    }

    @Test
    void readsARequestWithCorrelationInformation() {
        String correlation = "06002400" + "11".repeat(16) + "00".repeat(16);

        assertThat(parsed(request("token", "0108080003000000" + correlation)).negotiates())
                .isTrue();
    }

    @Test
    void readsTheRequestBehindAPreconnection() {
        assertThat(parsed(join(PRECONNECTION_1, request("token", NEGOTIATION))).routing())
                .isEqualTo(new Routing.Token("token"));
        assertThat(parsed(join(PRECONNECTION_2, request("token", NEGOTIATION))).routing())
                .isEqualTo(new Routing.Token("token"));
    }

    @Test
    void everyBeginningOfAGoodPacketIsIncompleteAndNothingElse() {
        ByteBuf whole = join(PRECONNECTION_2, request("token", NEGOTIATION));

        for (int length = 0; length < whole.readableBytes(); length++) {
            assertThat(FirstPacketParser.parse(whole.slice(0, length)))
                    .as("first %d bytes", length)
                    .isEqualTo(new FirstPacketParsing.Incomplete());
        }
    }

    @Test
    void takesNoMoreThanThePacket() {
        ByteBuf packet = request("token", NEGOTIATION);
        int length = packet.readableBytes();
        ByteBuf longer = join(ByteBufUtil.hexDump(packet), Unpooled.wrappedBuffer(new byte[7]));

        assertThat(((FirstPacketParsing.Parsed) FirstPacketParser.parse(longer)).length())
                .isEqualTo(length);
    }

    @Test
    void passesOnTheRequestWithoutTheToken() {
        FirstPacket packet = parsed(request("secret", NEGOTIATION));

        assertThat(ByteBufUtil.hexDump(packet.withoutRouting())).isEqualTo("030000130ee00000000000" + NEGOTIATION);
        assertThat(packet.routing().toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "474554202F20485454502F312E310D0A, NOT_RDP",
        "0301000B06E00000000000, NOT_RDP",
        "160301020001000106, NOT_RDP",
        "FFFFFFFF, NOT_RDP",
        "00000000, NOT_RDP",
        "01040000, NOT_RDP",
        "10000000000000000300000000000000, PRECONNECTION",
        "1100000000000000010000000000000000, PRECONNECTION",
        "100000000000000002000000000000000, PRECONNECTION",
        "1C0000000000000002000000000000000600620062006200620062, PRECONNECTION",
        "0300000A05E000000000, LENGTH",
        "03000104, LENGTH",
        "0300FFFF, LENGTH",
        "0300000B07E00000000000, LENGTH",
        "0300000BFFE00000000000, LENGTH",
        "0300000B06F00000000000, NOT_A_CONNECTION_REQUEST",
        "0300000B06E10000000000, NOT_A_CONNECTION_REQUEST",
        "0300000B06E00001000000, NOT_A_CONNECTION_REQUEST",
        "0300000B06E00000000001, NOT_A_CONNECTION_REQUEST"
    })
    void refusesWhatIsNoConnectionRequest(String hex, FirstPacketParsing.Fault fault) {
        String even = hex.length() % 2 == 0 ? hex : hex + "0";
        // Enough bytes behind it, so that the fault and not the length decides.
        ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(even + "00".repeat(12)));

        assertThat(FirstPacketParser.parse(bytes)).isEqualTo(new FirstPacketParsing.Invalid(fault));
    }

    @ParameterizedTest
    @CsvSource({
        "746F6B656E, ROUTING", // no end
        "746F6B656E0D, ROUTING", // half an end
        "746F6B656E0A, ROUTING", // the wrong end
        "0D0A, ROUTING", // nothing before the end
        "746F6B00656E0D0A, ROUTING", // a zero byte
        "746F6BC3A40D0A, ROUTING", // not ASCII
        "746F6B656E0D0A00, NEGOTIATION",
        "746F6B656E0D0A01000800030000, NEGOTIATION", // cut
        "746F6B656E0D0A0100080003000000FF, NEGOTIATION", // left over
        "746F6B656E0D0A0200080003000000, NEGOTIATION", // another type
        "746F6B656E0D0A0100090003000000, NEGOTIATION", // another length
        "746F6B656E0D0A0108080003000000, NEGOTIATION", // correlation announced and absent
        "746F6B656E0D0A746F6B656E0D0A, NEGOTIATION", // a second token
        "0100080003000000746F6B656E0D0A, NEGOTIATION" // a token behind the negotiation
    })
    void refusesEveryOtherVariablePart(String variable, FirstPacketParsing.Fault fault) {
        assertThat(FirstPacketParser.parse(packet(variable))).isEqualTo(new FirstPacketParsing.Invalid(fault));
    }

    @Test
    void neverThrowsAndNeverWaitsForMoreThanTheLimit() {
        Random random = new Random(20260103);
        byte[] good = ByteBufUtil.getBytes(join(PRECONNECTION_2, request("token", NEGOTIATION)));
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[FirstPacketParser.MAXIMUM_BYTES];
            random.nextBytes(bytes);
            System.arraycopy(good, 0, bytes, 0, good.length);
            for (int change = random.nextInt(4); change > 0; change--) {
                bytes[random.nextInt(good.length)] = (byte) random.nextInt(256);
            }

            assertThat(FirstPacketParser.parse(Unpooled.wrappedBuffer(bytes)))
                    .isNotInstanceOf(FirstPacketParsing.Incomplete.class);
        }
    }

    private static FirstPacket parsed(ByteBuf bytes) {
        assertThat(FirstPacketParser.parse(bytes)).isInstanceOf(FirstPacketParsing.Parsed.class);
        return ((FirstPacketParsing.Parsed) FirstPacketParser.parse(bytes)).packet();
    }

    private static ByteBuf request(String text, String negotiationHex) {
        String textHex = ByteBufUtil.hexDump((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return packet(textHex + negotiationHex);
    }

    private static ByteBuf packet(String variableHex) {
        byte[] variable = ByteBufUtil.decodeHexDump(variableHex);
        int length = variable.length + 11;
        return Unpooled.buffer()
                .writeShort(0x0300)
                .writeShort(length)
                .writeByte(length - 5)
                .writeByte(0xE0)
                .writeZero(5)
                .writeBytes(variable);
    }

    private static ByteBuf join(String hex, ByteBuf rest) {
        return Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)), rest);
    }
}
