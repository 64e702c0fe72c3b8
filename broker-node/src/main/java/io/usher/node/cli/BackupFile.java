package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.client.Watch;
import io.usher.proto.v1.Backup;
import io.usher.proto.v1.BackupServiceGrpc;
import io.usher.proto.v1.ReadConsistency;
import io.usher.proto.v1.SaveBackupRequest;
import io.usher.proto.v1.SaveBackupResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The file that a backup is written to. It gets its name when all of it is there, on disk, and was read back. */
final class BackupFile {

    private static final String UNFINISHED = ".part";

    private final Path file;
    private final Path unfinished;
    private final boolean replace;
    private final Backups backups;
    private Optional<Backup> whole = Optional.empty();

    BackupFile(Path file, boolean replace, Backups backups) {
        this.file = file.toAbsolutePath();
        this.unfinished = this.file.resolveSibling(this.file.getFileName() + UNFINISHED);
        this.replace = replace;
        this.backups = backups;
    }

    /** Writes a backup as a broker sends it; begins anew with the next broker where one breaks off. */
    Backup receive(BrokerClient broker, ReadConsistency consistency, Progress progress) {
        if (Files.exists(file) && !replace) {
            throw new CommandFailedException(
                    ExitCode.CONFLICT,
                    "cannot save the backup",
                    file + " exists",
                    "name another file, or add --replace");
        }
        if (!Files.isDirectory(file.resolveSibling(""))) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "cannot save the backup",
                    "there is no directory for " + file,
                    "make it, or name another file");
        }
        try {
            try (FileChannel out = FileChannel.open(
                    unfinished,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                broker.follow(new Watch<SaveBackupRequest, SaveBackupResponse>(
                        BackupServiceGrpc.getSaveBackupMethod(),
                        anew -> request(out, consistency),
                        0,
                        part -> 0,
                        part -> take(part, out, progress)));
                out.force(true);
            } finally {
                progress.end();
            }
            return finish();
        } catch (IOException | UncheckedIOException e) {
            throw unusable(file, e, "nothing was kept of it; make room or name another file");
        } finally {
            discard();
        }
    }

    private SaveBackupRequest request(FileChannel out, ReadConsistency consistency) {
        whole = Optional.empty();
        try {
            out.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SaveBackupRequest.newBuilder().setConsistency(consistency).build();
    }

    private void take(SaveBackupResponse part, FileChannel out, Progress progress) {
        try {
            switch (part.getPartCase()) {
                case STRETCH -> {
                    out.write(part.getStretch().getData().asReadOnlyByteBuffer());
                    progress.tell("saved", out.position());
                }
                case END -> whole = Optional.of(part.getEnd());
                case BEGINNING, PART_NOT_SET -> {
                    // Says again what the end says.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Backup finish() throws IOException {
        Backup sent = whole.orElseThrow(() -> new IOException("the broker ended before the backup was whole"));
        Backup written = backups.inspect(unfinished);
        if (!written.equals(sent)) {
            throw new IOException(
                    "it reads back as " + written.getDigest() + " where " + sent.getDigest() + " was sent");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return written;
    }

    private void discard() {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw unusable(unfinished, e, "delete it by hand");
        }
    }

    static CommandFailedException unusable(Path file, Exception cause, String toDo) {
        return new CommandFailedException(ExitCode.FAILED, "cannot use " + file, FileFailureText.of(cause), toDo);
    }
}
