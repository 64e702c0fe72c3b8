package io.usher.node.replication.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries 10 to 14 in an open segment, 0 to 9 in a closed one. */
class LogInspectorTest {

    private static final int PREALLOCATED = 4096;

    @TempDir
    private Path folder;

    private Path open = Path.of("");
    private int[] ends = new int[0];

    @BeforeEach
    void write() throws IOException {
        Files.write(folder.resolve("log_0-9"), segment(0, new int[10]));
        open = folder.resolve("log_inprogress_10");
        ends = new int[5];
        Files.write(open, Arrays.copyOf(segment(10, ends), PREALLOCATED));
    }

    private static byte[] segment(long start, int[] ends) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("RaftLog1".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < ends.length; i++) {
            out.write(entry(start + i));
            ends[i] = out.size();
        }
        return out.toByteArray();
    }

    private static byte[] entry(long index) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CodedOutputStream coded = CodedOutputStream.newInstance(body);
        coded.writeUInt64(1, 3);
        coded.writeUInt64(2, index);
        coded.writeByteArray(3, new byte[50]);
        coded.flush();
        ByteBuffer entry = ByteBuffer.allocate(1 + body.size() + 4);
        entry.put((byte) body.size()).put(body.toByteArray());
        CRC32C checksum = new CRC32C();
        checksum.update(entry.array(), 0, entry.position());
        return entry.putInt((int) checksum.getValue()).array();
    }

    private void flip(int position) throws IOException {
        byte[] bytes = Files.readAllBytes(open);
        bytes[position] ^= 4;
        Files.write(open, bytes);
    }

    private void inspect(long durable) throws IOException {
        LogInspector.inspect(folder, durable, -1);
    }

    @Test
    void leavesAWholeLogAlone() throws IOException {
        byte[] before = Files.readAllBytes(open);
        inspect(14);
        assertThat(open).hasBinaryContent(before);
    }

    @Test
    void cutsOffAnEndThatACrashTore() throws IOException {
        byte[] before = Files.readAllBytes(open);
        Arrays.fill(before, ends[4] - 20, before.length, (byte) 0);
        Files.write(open, before);
        inspect(13);
        assertThat(Files.size(open)).isEqualTo(ends[3]);
    }

    @Test
    void cutsOffAnEntryThatLacksItsMiddle() throws IOException {
        flip(ends[2] + 20);
        inspect(12);
        assertThat(Files.size(open))
                .as("entries 13 and 14, never known to be on disk")
                .isEqualTo(ends[2]);
    }

    @Test
    void refusesDamageToAnEntryThatWasOnDisk() throws IOException {
        flip(ends[2] + 20);
        assertThatThrownBy(() -> inspect(13))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("entry 13");
        assertThat(Files.size(open)).isEqualTo(PREALLOCATED);
    }

    @Test
    void refusesALogThatIsShorterThanItWas() throws IOException {
        Files.write(open, Arrays.copyOf(Files.readAllBytes(open), ends[1]));
        assertThatThrownBy(() -> inspect(12))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("ends at 11 but was on disk up to 12");
    }

    @Test
    void refusesAnEmptiedLog() throws IOException {
        Files.write(open, new byte[0]);
        assertThatThrownBy(() -> inspect(10)).isInstanceOf(StorageRefusedException.class);
        inspect(9);
    }

    @Test
    void refusesAnyDamageInAFileThatOthersFollow() throws IOException {
        Path closed = folder.resolve("log_0-9");
        byte[] bytes = Files.readAllBytes(closed);
        Files.write(closed, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> inspect(-1))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("entry 9");
        Files.write(closed, "RaftLog1".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> inspect(-1))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("the file ends with entry -1");
    }

    @Test
    void refusesALogThatLacksAFileInTheMiddle() throws IOException {
        Files.write(folder.resolve("log_inprogress_16"), segment(16, new int[1]));
        assertThatThrownBy(() -> inspect(-1))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("entry 15")
                .hasMessageContaining("is missing");
    }

    @Test
    void cutsOffATornEndOfAFileThatWasJustClosed() throws IOException {
        Path closed = folder.resolve("log_10-14");
        Files.write(closed, Arrays.copyOf(Files.readAllBytes(open), ends[3] + 5));
        Files.delete(open);
        inspect(13);
        assertThat(closed).doesNotExist();
        assertThat(Files.size(folder.resolve("log_10-13"))).isEqualTo(ends[3]);
    }

    @Test
    void refusesASnapshotThatTheLogDoesNotGoOnFrom() throws IOException {
        Files.delete(folder.resolve("log_0-9"));
        InspectedLog log = LogInspector.inspect(folder, 14, 9);
        log.requireGoesOnFrom(9, 9, 14);
        log.requireGoesOnFrom(12, 12, 14);
        assertThatThrownBy(() -> log.requireGoesOnFrom(8, 8, 14)).hasMessageContaining("entries 9 to 9 are gone");
        assertThatThrownBy(() -> log.requireGoesOnFrom(12, 9, 14)).hasMessageContaining("another one under this name");
        assertThatThrownBy(() -> log.requireGoesOnFrom(9, 12, 14)).hasMessageContaining("another one under this name");
        assertThatThrownBy(() -> log.requireGoesOnFrom(9, 9, 15)).hasMessageContaining("on disk up to 15");
    }

    @Test
    void takesASnapshotInPlaceOfThePurgedLog() throws IOException {
        Files.delete(open);
        Files.delete(folder.resolve("log_0-9"));
        LogInspector.inspect(folder, 20, 20);
        assertThatThrownBy(() -> LogInspector.inspect(folder, 20, 19)).isInstanceOf(StorageRefusedException.class);
    }

    @Test
    void knowsTheDurableIndexAgainAndNeverGoesBack() throws IOException {
        DurableMark mark = DurableMark.open(folder.resolve("durable"));
        assertThat(mark.index()).isEqualTo(-1);
        mark.advance(7);
        mark.advance(5);
        assertThat(DurableMark.open(folder.resolve("durable")).index()).isEqualTo(7);
    }

    @Test
    void refusesADamagedMark() throws IOException {
        Path file = folder.resolve("durable");
        DurableMark.open(file).advance(7);
        Files.writeString(file, Files.readString(file).replace("index=7", "index=6"));
        assertThatThrownBy(() -> DurableMark.open(file)).isInstanceOf(StorageRefusedException.class);
    }
}
