package io.usher.node.replication.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    private static final Pattern NAME = Pattern.compile("log_(?:inprogress_(\\d{1,18})|(\\d{1,18})-(\\d{1,18}))");

    static final String REMEDY = "Restore the storage directory from a copy, or remove the broker from the site"
            + " and add it under another id";

    private LogInspector() {}

    /**
     * A file of the log, as its name tells.
     *
     * @param end index of the last entry; empty for the one that is still written to
     */
    private record Segment(Path file, long start, OptionalLong end) {

        static Optional<Segment> of(Path file) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (!name.matches()) {
                return Optional.empty();
            }
            Optional<String> open = Optional.ofNullable(name.group(1));
            return Optional.of(new Segment(
                    file,
                    Long.parseLong(open.orElseGet(() -> name.group(2))),
                    open.isPresent() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(name.group(3)))));
        }
    }

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
        List<Segment> segments = segments(directory);
        List<LogSegmentScan> scans = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (i > 0 && segment.start() != scans.get(i - 1).lastIndex() + 1) {
                throw new StorageRefusedException("entry " + (scans.get(i - 1).lastIndex() + 1) + " in " + directory
                        + " is missing, found " + segment.file() + " next. " + REMEDY);
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

    private static List<Segment> segments(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.flatMap(file -> Segment.of(file).stream())
                    .sorted(Comparator.comparingLong(Segment::start)
                            .thenComparing(segment -> segment.file().toString()))
                    .toList();
        }
    }

    private static LogSegmentScan inspect(Segment segment, long durable, boolean newest) throws IOException {
        LogSegmentScan scan = LogSegmentScan.of(Files.readAllBytes(segment.file()), segment.start());
        boolean isShort =
                segment.end().isPresent() && scan.lastIndex() != segment.end().getAsLong();
        Optional<String> damage = scan.damage().isPresent() || !isShort
                ? scan.damage()
                : Optional.of("the file ends with entry " + scan.lastIndex());
        if (damage.isPresent()) {
            long damaged = scan.lastIndex() + 1;
            if (damaged <= durable || !newest) {
                throw new StorageRefusedException("entry " + damaged + " in " + segment.file() + " is damaged ("
                        + damage.get() + ") and may have been acknowledged. " + REMEDY);
            }
            LOG.warn(
                    "cutting off the torn end of {} at byte {}, after entry {}: {}; a crash leaves this, and the other"
                            + " brokers still have what was acknowledged",
                    segment.file(),
                    scan.validBytes(),
                    scan.lastIndex(),
                    damage.get());
            cut(segment, scan);
        }
        return scan;
    }

    private static void cut(Segment segment, LogSegmentScan scan) throws IOException {
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.WRITE)) {
            channel.truncate(scan.validBytes());
            channel.force(true);
        }
        if (segment.end().isPresent()) {
            // Its name tells how far it goes.
            String name = "log_" + segment.start() + "-" + scan.lastIndex();
            if (scan.hasEntries()) {
                Files.move(segment.file(), segment.file().resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(segment.file());
            }
            DurableFile.syncDirectory(segment.file().resolveSibling("."));
        }
    }
}
