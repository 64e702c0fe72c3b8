package io.usher.node.replication.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the log before Ratis opens it. Ratis has two policies, and both are wrong: one refuses every damage, also
 * the torn end that any crash may leave; the other silently drops acknowledged entries behind a flipped bit. Both
 * accept a log that is shorter than it was. Here the durable mark decides: what is damaged or missing at or below it
 * stops the broker, what is damaged above it is cut off, since nobody was promised it. Only the newest file can have
 * been torn by a crash.
 */
final class LogInspector {

    private static final Logger LOG = LoggerFactory.getLogger(LogInspector.class);

    static final String REMEDY = "Restore the storage directory from a copy, or remove the broker from the site"
            + " and add it under another id";

    private LogInspector() {}

    /**
     * Inspects a log and cuts off a torn end.
     *
     * @param durable index up to which the log was on disk for certain
     * @param snapshot index of the newest snapshot, -1 without one
     * @throws StorageRefusedException when something is damaged or gone that may have been acknowledged
     */
    static InspectedLog inspect(Path directory, long durable, long snapshot) throws IOException {
        if (!Files.isDirectory(directory)) {
            return InspectedLog.EMPTY;
        }
        List<LogFile> segments = LogFile.in(directory);
        List<LogSegmentScan> scans = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            LogFile segment = segments.get(i);
            if (i > 0 && segment.start() != scans.get(i - 1).lastIndex() + 1) {
                throw new StorageRefusedException("entry " + (scans.get(i - 1).lastIndex() + 1) + " in " + directory
                        + " is missing, found " + segment.path() + " next. " + REMEDY);
            }
            scans.add(inspect(segment, durable, i == segments.size() - 1));
        }
        InspectedLog log = InspectedLog.of(scans);
        if (Math.max(log.last(), snapshot) < durable) {
            throw new StorageRefusedException("the log in " + directory + " ends at " + Math.max(log.last(), snapshot)
                    + " but was on disk up to " + durable + ": acknowledged entries are gone. " + REMEDY);
        }
        return log;
    }

    private static LogSegmentScan inspect(LogFile segment, long durable, boolean newest) throws IOException {
        LogSegmentScan scan = LogSegmentScan.of(Files.readAllBytes(segment.path()), segment.start());
        boolean isShort =
                segment.end().isPresent() && scan.lastIndex() != segment.end().getAsLong();
        Optional<String> damage = scan.damage().isPresent() || !isShort
                ? scan.damage()
                : Optional.of("the file ends with entry " + scan.lastIndex());
        if (damage.isPresent()) {
            long damaged = scan.lastIndex() + 1;
            if (damaged <= durable || !newest) {
                throw new StorageRefusedException("entry " + damaged + " in " + segment.path() + " is damaged ("
                        + damage.get() + ") and may have been acknowledged. " + REMEDY);
            }
            LOG.warn(
                    "cutting off the torn end of {} at byte {}, after entry {}: {}; a crash leaves this, and the other"
                            + " brokers still have what was acknowledged",
                    segment.path(),
                    scan.validBytes(),
                    scan.lastIndex(),
                    damage.get());
            cut(segment, scan);
        }
        return scan;
    }

    private static void cut(LogFile segment, LogSegmentScan scan) throws IOException {
        try (FileChannel channel = FileChannel.open(segment.path(), StandardOpenOption.WRITE)) {
            channel.truncate(scan.validBytes());
            channel.force(true);
        }
        if (segment.end().isPresent()) {
            // Its name tells how far it goes.
            String name = "log_" + segment.start() + "-" + scan.lastIndex();
            if (scan.hasEntries()) {
                Files.move(segment.path(), segment.path().resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(segment.path());
            }
            DurableFile.syncDirectory(segment.path().resolveSibling("."));
        }
    }
}
