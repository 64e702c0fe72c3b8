package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.BrokerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoteLinesTest {

    private static final BrokerId B1 = new BrokerId("b1");
    private static final BrokerId B2 = new BrokerId("b2");

    private final List<String> done = new ArrayList<>();

    @Test
    void opensAnewWhatDoesNotWorkAndGoesOnWithTheRest() {
        new VoteLines(() -> List.of(B1, B2), new VoteLines.Line() {
                    @Override
                    public PreVote ask(BrokerId other, LogEnd own) throws IOException {
                        assertThat(own).isEqualTo(LogEnd.NONE);
                        done.add("ask " + other);
                        if (other.equals(B1)) {
                            throw new IOException("down");
                        }
                        return new PreVote(false, own);
                    }

                    @Override
                    public void reopen(BrokerId other) {
                        done.add("reopen " + other);
                        throw new IllegalStateException("closed");
                    }
                })
                .tick();

        assertThat(done).containsExactly("ask b1", "reopen b1", "ask b2");
    }
}
