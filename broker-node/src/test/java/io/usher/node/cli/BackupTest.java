package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.usher.core.Broker;
import io.usher.core.Rerun;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreatePool;
import io.usher.core.command.FoundSite;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.state.StateImage;
import io.usher.node.replication.codec.SnapshotCodec;
import io.usher.proto.v1.Backup;
import io.usher.proto.v1.SaveBackupRequest;
import io.usher.proto.v1.SaveBackupResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups on the command line. */
class BackupTest {

    private static final SiteId SITE = new SiteId("head-office");

    private final StateImage image = image();
    private final byte[] bytes = bytes(image);
    private final FakeBroker broker = new FakeBroker();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void savesWhatTheBrokerSendsAndShowsWhatItHolds() throws IOException {
        sendAll(broker);

        Run run = Run.against(broker, "backup", "save", file().toString());

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("SITE", "head-office", "POOLS", "1", "DIGEST", Rerun.digestOf(image));
        assertThat(file()).hasBinaryContent(bytes);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file()));
    }

    @Test
    void beginsAnewWithTheNextBrokerWhenOneBreaksOff() {
        try (FakeBroker breaking = new FakeBroker()) {
            breaking.stream("SaveBackup", SaveBackupRequest.class, (request, observer) -> {
                observer.onNext(stretch(0, bytes.length / 2));
                observer.onError(Status.UNAVAILABLE.asRuntimeException());
            });
            sendAll(broker);

            Run run = Run.against(List.of(breaking, broker), "backup", "save", file().toString());

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
            assertThat(file()).hasBinaryContent(bytes);
        }
    }

    @Test
    void keepsNothingOfABackupThatIsNotWhole() {
        broker.stream("SaveBackup", SaveBackupRequest.class, (request, observer) -> {
            observer.onNext(stretch(0, bytes.length / 2));
            observer.onCompleted();
        });

        Run run = Run.against(broker, "backup", "save", file().toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("the broker ended before the backup was whole");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesAFileThatIsThere() throws IOException {
        Files.writeString(file(), "precious");
        sendAll(broker);

        Run run = Run.against(broker, "backup", "save", file().toString());

        assertThat(run.code()).isEqualTo(ExitCode.CONFLICT);
        assertThat(run.err()).contains("exists", "--replace");
        assertThat(file()).hasContent("precious");
        assertThat(Run.against(broker, "backup", "save", "--replace", file().toString())
                        .code())
                .isEqualTo(ExitCode.DONE);
        assertThat(file()).hasBinaryContent(bytes);
    }

    @Test
    void verifiesASoundBackupAndNoDamagedOne() throws IOException {
        Files.write(file(), bytes);
        assertThat(Run.of("backup", "verify", file().toString()).out()).contains(Rerun.digestOf(image));

        byte[] damaged = bytes.clone();
        damaged[bytes.length / 2] ^= 1;
        Files.write(file(), damaged);
        Run run = Run.of("backup", "verify", file().toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("is not a sound backup", "take another backup");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThat(Run.of("backup", "verify", file().toString()).err())
                .isEqualTo("error: cannot use " + file() + "; there is no " + file() + "; name a backup\n");
    }

    @Test
    void fillsAnEmptyStorageDirectoryAndNoOther() throws IOException {
        Files.write(file(), bytes);
        String[] restore = {
            "backup",
            "restore",
            file().toString(),
            "--site-id=branch",
            "--broker-id=b1",
            "--storage-directory=" + folder.resolve("data")
        };

        Run first = Run.of(restore);
        Run second = Run.of(restore);

        assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.DONE);
        assertThat(first.out()).contains("broker b1 of site branch will begin at revision 1000000000002");
        assertThat(second.code()).isEqualTo(ExitCode.FAILED);
        assertThat(second.err()).contains("cannot restore " + file(), "must be empty");
    }

    private Path file() {
        return folder.resolve("monday.backup");
    }

    private void sendAll(FakeBroker by) {
        by.stream("SaveBackup", SaveBackupRequest.class, (request, observer) -> {
            observer.onNext(SaveBackupResponse.newBuilder()
                    .setBeginning(Backup.newBuilder().setSiteId(SITE.value()))
                    .build());
            observer.onNext(stretch(0, bytes.length / 3));
            observer.onNext(stretch(bytes.length / 3, bytes.length));
            observer.onNext(SaveBackupResponse.newBuilder()
                    .setEnd(Backup.newBuilder()
                            .setSiteId(SITE.value())
                            .setRevision(2)
                            .setTime(com.google.protobuf.util.Timestamps.fromMillis(2))
                            .setPools(1)
                            .setBytes(bytes.length)
                            .setDigest(Rerun.digestOf(image)))
                    .build());
            observer.onCompleted();
        });
    }

    private SaveBackupResponse stretch(int from, int to) {
        return SaveBackupResponse.newBuilder()
                .setStretch(
                        SaveBackupResponse.Stretch.newBuilder().setData(ByteString.copyFrom(bytes, from, to - from)))
                .build();
    }

    private static StateImage image() {
        Broker founded = Broker.empty();
        founded.apply(at(1), new FoundSite(SITE, "Head office", SiteSettings.DEFAULTS));
        founded.apply(at(2), new CreatePool(new PoolId("office"), "", PoolSettings.DEFAULTS));
        return founded.image();
    }

    private static CommandContext at(long index) {
        return new CommandContext(new LogPosition(index, 0), new LogTime(index), Optional.empty());
    }

    private static byte[] bytes(StateImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            SnapshotCodec.write(out, SITE, image);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
