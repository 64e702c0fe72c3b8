package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.GroupChangeException;
import io.usher.node.replication.GroupMembers;
import io.usher.node.replication.Peer;
import io.usher.node.replication.ReplicaStatus.PeerContact;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private static final BrokerId B1 = new BrokerId("b1");
    private static final BrokerId B2 = new BrokerId("b2");
    private static final GroupMembers NOBODY = new GroupMembers(List.of(), List.of());
    private static final Duration PATIENCE = Duration.ofMillis(600);

    private PeerContact contact = contact(Optional.of(Duration.ofMillis(40)), 9_990);

    private final HandOver handOver = new HandOver(
            B1,
            () -> List.of(contact),
            (to, limit) -> CompletableFuture.failedFuture(new IOException("gone")),
            PATIENCE);

    @Test
    void findsNothingWrongWithASecondaryThatAnswersAndIsNearlyThere() {
        assertThatCode(() -> handOver.check(B2, 10_000)).doesNotThrowAnyException();
    }

    @Test
    void findsNothingWrongWithTheBrokerThatLeads() {
        assertThatCode(() -> handOver.check(B1, 10_000)).doesNotThrowAnyException();
    }

    @Test
    void refusesABrokerThatDoesNotBelongToTheGroup() {
        assertThatThrownBy(() -> handOver.check(new BrokerId("b9"), 10_000))
                .isInstanceOf(GroupChangeException.class)
                .hasMessageContaining("broker b9 is not a member");
    }

    @Test
    void refusesABrokerThatHasFallenSilent() {
        contact = contact(Optional.of(PATIENCE.plusMillis(1)), 9_990);

        assertThatThrownBy(() -> handOver.check(B2, 10_000)).hasMessageContaining("has not answered for 601 ms");
    }

    @Test
    void refusesABrokerThatNeverAnswered() {
        contact = contact(Optional.empty(), 9_990);

        assertThatThrownBy(() -> handOver.check(B2, 10_000)).hasMessageContaining("has never answered");
    }

    @Test
    void refusesABrokerThatIsFarBehind() {
        contact = contact(Optional.of(Duration.ofMillis(40)), 7_999);

        assertThatThrownBy(() -> handOver.check(B2, 10_000)).hasMessageContaining("2001 entries behind");
    }

    @Test
    void choosesWhoeverAnswersAndHasMostOfTheLog() {
        PeerContact silent = contact("b2", PATIENCE.plusMillis(1), 900);
        PeerContact behind = contact("b3", Duration.ofMillis(40), 700);
        PeerContact ahead = contact("b4", Duration.ofMillis(90), 800);
        PeerContact asFar = contact("b5", Duration.ofMillis(40), 800);

        assertThat(handOver.successor(List.of(silent, behind, asFar, ahead), NOBODY))
                .contains(new BrokerId("b4"));
        assertThat(handOver.successor(List.of(silent), NOBODY)).isEmpty();
    }

    @Test
    void saysThatNobodyTookOver() {
        assertThat(handOver.start(B2).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(GroupChangeException.class)
                .withMessageContaining("broker b2 did not take over");
    }

    private static PeerContact contact(String id, Duration silence, long committed) {
        Peer peer = new Peer(new BrokerId(id), "127.0.0.1:7411", "127.0.0.1:7412");
        return new PeerContact(peer, Optional.of(silence), OptionalLong.of(committed));
    }

    private static PeerContact contact(Optional<Duration> silence, long committed) {
        return new PeerContact(new Peer(B2, "127.0.0.1:7411", "127.0.0.1:7412"), silence, OptionalLong.of(committed));
    }
}
