package io.usher.node.replication.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Up to which index the log was on disk for certain, not long ago. Tells an end that a crash tore off, which nobody was
 * promised, from damage to what was acknowledged. Only for one thread at a time.
 */
final class DurableMark {

    private static final Pattern FORMAT = Pattern.compile("index=(-?\\d{1,18})\nchecksum=([0-9a-f]{1,8})\n");

    private final Path file;
    private long index;

    private DurableMark(Path file, long index) {
        this.file = file;
        this.index = index;
    }

    static DurableMark open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new DurableMark(file, -1);
        }
        Matcher matcher = FORMAT.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        if (!matcher.matches() || !checksum(Long.parseLong(matcher.group(1))).equals(matcher.group(2))) {
            throw new StorageRefusedException(file + " is damaged, so the log beside it cannot be trusted. Restore the"
                    + " storage directory from a copy, or remove the broker from the site and add it under another id");
        }
        return new DurableMark(file, Long.parseLong(matcher.group(1)));
    }

    long index() {
        return index;
    }

    /** Whether it is on disk. */
    boolean exists() {
        return Files.exists(file);
    }

    /** Has it be there from now on, so that its absence is a loss. */
    void create() throws IOException {
        if (!exists()) {
            write(index);
        }
    }

    /** Moves the mark; does nothing when it is there already. */
    void advance(long committedAndFlushed) throws IOException {
        if (committedAndFlushed > index) {
            write(committedAndFlushed);
            index = committedAndFlushed;
        }
    }

    private void write(long value) throws IOException {
        String text = "index=" + value + "\nchecksum=" + checksum(value) + "\n";
        DurableFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String checksum(long index) {
        CRC32 crc = new CRC32();
        crc.update(("index=" + index).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
