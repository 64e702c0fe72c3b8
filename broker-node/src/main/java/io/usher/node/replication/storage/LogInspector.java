package io.usher.node.replication.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the log before Ratis opens it. Ratis has two policies, and both are wrong: one refuses every damage, also
 * the torn end that any crash may leave; the other silently drops acknowledged entries behind a flipped bit. Both
 * accept a log that is shorter than it was. Here the durable mark decides: what is damaged or missing at or below it
 * stops the broker, what is damaged above it is cut off, since nobody was promised it.
 */
final class LogInspector {

    private static final Logger LOG = LoggerFactory.getLogger(LogInspector.class);

    private static final Pattern OPEN = Pattern.compile("log_inprogress_(\\d{1,18})");
    private static final Pattern CLOSED = Pattern.compile("log_(\\d{1,18})-(\\d{1,18})");

    private LogInspector() {}

    /**
     * Inspects a log and cuts off a torn end.
     *
     * @param durable index up to which the log was on disk for certain
     * @param snapshot index of the newest snapshot, -1 without one
     * @throws StorageRefusedException when something is damaged or gone that may have been acknowledged
     */
    static void inspect(Path directory, long durable, long snapshot) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> list = Files.list(directory)) {
            files = list.toList();
        }
        long last = snapshot;
        for (Path file : files) {
            Matcher closed = CLOSED.matcher(file.getFileName().toString());
            if (closed.matches()) {
                last = Math.max(last, Long.parseLong(closed.group(2)));
            }
        }
        for (Path file : files) {
            Matcher open = OPEN.matcher(file.getFileName().toString());
            if (open.matches()) {
                last = Math.max(last, inspectOpen(file, Long.parseLong(open.group(1)), durable));
            }
        }
        if (last < durable) {
            throw new StorageRefusedException("the log in " + directory + " ends at " + last + " but was on disk up to "
                    + durable + ": acknowledged entries are gone. Restore the storage directory from a copy, or remove"
                    + " the broker from the site and add it under another id");
        }
    }

    private static long inspectOpen(Path file, long start, long durable) throws IOException {
        LogSegmentScan scan = LogSegmentScan.of(Files.readAllBytes(file), start);
        Optional<String> damage = scan.damage();
        if (damage.isPresent()) {
            long damaged = scan.lastIndex() + 1;
            if (damaged <= durable) {
                throw new StorageRefusedException("entry " + damaged + " in " + file + " is damaged (" + damage.get()
                        + ") and may have been acknowledged. Restore the storage directory from a copy, or remove the"
                        + " broker from the site and add it under another id");
            }
            LOG.warn(
                    "cutting off the torn end of {} at byte {}, after entry {}: {}; a crash leaves this, and the other"
                            + " brokers still have what was acknowledged",
                    file,
                    scan.validBytes(),
                    scan.lastIndex(),
                    damage.get());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(scan.validBytes());
                channel.force(true);
            }
        }
        return scan.lastIndex();
    }
}
