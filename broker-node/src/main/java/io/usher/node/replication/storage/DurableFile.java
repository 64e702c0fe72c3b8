package io.usher.node.replication.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file so that after a power cut there is the old one or the whole new one, and never a part. */
final class DurableFile {

    /** Ending of a file that is not whole yet. */
    static final String TEMPORARY = ".tmp";

    private static final int BUFFER_BYTES = 256 << 10;

    private DurableFile() {}

    /** Writes the content; the stream need not be closed. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Looks at the file before it gets its name. */
    @FunctionalInterface
    interface Check {
        void check(Path written) throws IOException;
    }

    static void write(Path file, Content content) throws IOException {
        write(file, content, written -> {});
    }

    /** Temporary file, content, sync, check, rename, sync of the directory. */
    static void write(Path file, Content content, Check check) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            content.write(out);
            out.flush();
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        check.check(temporary);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(file.resolveSibling("."));
    }

    /** Makes the names in a directory survive a power cut. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
