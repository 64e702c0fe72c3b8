package io.usher.node.replication.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vote was for b2 in term 5, the group that of entry 40. */
class VoteMarkTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void mark() throws IOException {
        vote(5, "b2");
        group(40, "b1 b2 b3");
        VoteMark.open(folder.resolve("vote"), folder).advance();
    }

    private void vote(long term, String voted) throws IOException {
        Files.writeString(folder.resolve("raft-meta"), "#\n#Mon\nvotedFor=" + voted + "\nterm=" + term + "\n");
    }

    private void group(long index, String members) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.writeUInt64(1, 5);
        coded.writeUInt64(2, index);
        coded.writeString(4, members);
        coded.flush();
        Files.write(folder.resolve("raft-meta.conf"), out.toByteArray());
    }

    private void check() throws IOException {
        check(5, 0);
    }

    private void check(long lastTerm, long snapshot) throws IOException {
        TreeMap<Long, LogSegmentScan.Kind> others = new TreeMap<>();
        others.put(44L, LogSegmentScan.Kind.CONFIGURATION);
        InspectedLog log = new InspectedLog(OptionalLong.of(0), 50, lastTerm, others);
        VoteMark.open(folder.resolve("vote"), folder).check(log, snapshot);
    }

    @Test
    void acceptsWhatItWasAndLaterTerms() throws IOException {
        check();
        vote(6, "b3");
        check();
        vote(6, "");
        check();
    }

    @Test
    void refusesAVoteThatIsGoneOrForSomebodyElseOrOlder() throws IOException {
        for (String voted : new String[] {"", "b3"}) {
            vote(5, voted);
            assertThatThrownBy(this::check)
                    .isInstanceOf(StorageRefusedException.class)
                    .hasMessageContaining("it held the vote for b2 in term 5");
        }
        vote(4, "b2");
        assertThatThrownBy(() -> check(4, 0)).hasMessageContaining("it was of term 5, found 4");
        assertThatThrownBy(this::check).hasMessageContaining("must be of term 5 of the log");
        Files.writeString(folder.resolve("raft-meta"), "term=5\n");
        assertThatThrownBy(this::check).hasMessageContaining("it must hold a term and a vote");
    }

    @Test
    void refusesAnotherGroupThanBeforeUnlessTheLogOrASnapshotBroughtIt() throws IOException {
        group(40, "b1 b2 b4");
        assertThatThrownBy(this::check).hasMessageContaining("it held the group of entry 40");
        group(39, "b1");
        assertThatThrownBy(this::check).isInstanceOf(StorageRefusedException.class);
        Files.delete(folder.resolve("raft-meta.conf"));
        assertThatThrownBy(this::check).isInstanceOf(StorageRefusedException.class);

        group(44, "b1 b2 b4");
        assertThatCode(this::check).doesNotThrowAnyException();
        group(45, "b1 b2 b4");
        assertThatThrownBy(this::check).isInstanceOf(StorageRefusedException.class);
        check(5, 45);
    }

    @Test
    void refusesAMarkThatIsDamaged() throws IOException {
        Path mark = folder.resolve("vote");
        Files.writeString(mark, Files.readString(mark).replace("voted=b2", "voted=b3"));
        assertThatThrownBy(this::check)
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("cannot be trusted");
        Files.delete(mark);
        check();
        assertThat(mark).doesNotExist();
    }
}
