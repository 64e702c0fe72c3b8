package io.usher.node.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.model.Fence;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.SessionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SigningQueueTest {
    private final TicketSigner signer = new TicketSigner(BrokerKey.ephemeral());
    private final Queue<Runnable> threads = new ArrayDeque<>();

    private static Ticket ticket(long index) {
        LogPosition position = new LogPosition(index, 0);
        return new Ticket(
                new Fence(position),
                new SessionId(position),
                new LogTime(1000),
                new HostIncarnation(position),
                Fingerprint.of("h1"),
                Fingerprint.of("alice"));
    }

    @Test
    void givesEachCallerTheTextOfTheirOwnTicket() {
        SigningQueue queue = new SigningQueue(signer::sign, Runnable::run, 1);

        assertThat(queue.sign(ticket(7)).toCompletableFuture()).isCompletedWithValue(signer.sign(ticket(7)));
        assertThat(queue.sign(ticket(8)).toCompletableFuture()).isCompletedWithValue(signer.sign(ticket(8)));
    }

    @Test
    void handsOutNothingBeforeAllThatWaitAreSigned() {
        CountingSigner counting = new CountingSigner();
        SigningQueue queue = new SigningQueue(counting::sign, threads::add, 1);
        List<Integer> signedAtHandOut = new ArrayList<>();
        for (long i = 1; i <= 3; i++) {
            var unused = queue.sign(ticket(i)).thenRun(() -> signedAtHandOut.add(counting.signed));
        }

        threads.remove().run();

        assertThat(signedAtHandOut).containsExactly(3, 3, 3);
        assertThat(threads).as("one thread did it all").isEmpty();
    }

    private final class CountingSigner {
        private int signed;

        String sign(Ticket ticket) {
            signed++;
            return signer.sign(ticket);
        }
    }

    @Test
    void signsOnAfterACallerFailed() {
        SigningQueue queue = new SigningQueue(signer::sign, threads::add, 1);
        var first = queue.sign(ticket(1)).toCompletableFuture();
        var unused = first.thenRun(() -> {
            throw new IllegalStateException("the caller's own");
        });
        var second = queue.sign(ticket(2)).toCompletableFuture();

        threads.remove().run();

        assertThat(second).isCompletedWithValue(signer.sign(ticket(2)));
    }

    @Test
    void losesNothingWhenManyAskAtOnce() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            SigningQueue queue = new SigningQueue(signer::sign, pool, 2);
            List<String> texts = LongStream.rangeClosed(1, 2_000)
                    .parallel()
                    .mapToObj(index -> queue.sign(ticket(index)).toCompletableFuture())
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(texts).hasSize(2_000).doesNotHaveDuplicates();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void needsSomebodyWhoSigns() {
        assertThatThrownBy(() -> new SigningQueue(signer::sign, Runnable::run, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0");
    }
}
