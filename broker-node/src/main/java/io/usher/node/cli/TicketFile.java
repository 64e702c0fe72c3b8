package io.usher.node.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Writes a ticket where only its owner can read it. */
final class TicketFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TicketFile() {}

    /**
     * Writes or replaces the file.
     *
     * @throws CommandFailedException if it cannot be written; the assignment stands all the same
     */
    static void write(Path file, String ticket) {
        write(file, (ticket + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Writes or replaces a file for a Remote Desktop client, which holds a ticket. Such clients read ASCII, and UTF-16
     * behind a byte order mark; a name beyond ASCII takes the latter.
     *
     * @throws CommandFailedException if it cannot be written; the assignment stands all the same
     */
    static void writeRdp(Path file, String text) {
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        write(
                file,
                ascii
                        ? text.getBytes(StandardCharsets.US_ASCII)
                        : (BYTE_ORDER_MARK + text).getBytes(StandardCharsets.UTF_16LE));
    }

    private static void write(Path file, byte[] contents) {
        try {
            replace(file.toAbsolutePath(), contents);
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "the session was assigned, but its ticket could not be written to " + file,
                    e.toString(),
                    "name a file that can be written and ask again");
        }
    }

    /** A new file, so that the mode holds from the first byte on, also where a readable file was there before. */
    private static void replace(Path file, byte[] contents) throws IOException {
        Path directory = Objects.requireNonNull(file.getParent(), "parent of a file");
        Path fresh = Files.createTempFile(directory, ".ticket", "", OWNER_ONLY);
        try {
            Files.write(fresh, contents);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
