package io.usher.node.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.Fence;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.SessionId;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TicketSignerTest {

    private final BrokerKey key = BrokerKey.ephemeral();
    private final TicketSigner signer = new TicketSigner(key);

    @Test
    void signsAsTheJdkDoes() throws GeneralSecurityException {
        byte[] bytes = TicketCodec.signedBytes(ticket(7), key.id());
        Signature jdk = Signature.getInstance(BrokerKey.ALGORITHM, "SunEC");
        jdk.initSign(key.privateKey());
        jdk.update(bytes);

        assertThat(signer.sign(ticket(7))).isEqualTo(TicketCodec.text(bytes, jdk.sign()));
    }

    @Test
    void signsManyTicketsAtATimeEachForItself() {
        List<Ticket> tickets =
                IntStream.range(0, 500).mapToObj(TicketSignerTest::ticket).toList();
        List<String> oneByOne = tickets.stream().map(signer::sign).toList();

        assertThat(tickets.parallelStream().map(signer::sign)).containsExactlyElementsOf(oneByOne);
        assertThat(oneByOne)
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(TicketCodec.decode(text))
                        .isInstanceOfSatisfying(
                                TicketDecoding.Decoded.class,
                                decoded -> assertThat(TicketVerifier.signedBy(key.publicKey(), decoded))
                                        .isTrue()));
    }

    private static Ticket ticket(int index) {
        LogPosition position = new LogPosition(index + 1, 0);
        return new Ticket(
                new Fence(position),
                new SessionId(position),
                new LogTime(1_000 + index),
                new HostIncarnation(position),
                new Fingerprint(index),
                new Fingerprint(1));
    }
}
