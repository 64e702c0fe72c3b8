package io.usher.it.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Keeps the log of brokers whole for the check: gives every log segment a second name outside the broker's folder, so
 * that it stays when the broker purges it behind a snapshot. The broker notices nothing, and nothing of it is used to
 * keep its log. Thread-safe.
 */
public final class LogKeeper implements Closeable {

    private static final Pattern SEGMENT = Pattern.compile("log_(inprogress_\\d+|\\d+-\\d+)");
    /** Far more often than a segment can be filled and purged. */
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final List<Path> sources;
    private final Path kept;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "log-keeper");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Begins to keep.
     *
     * @param sources folders of brokers; a log may lie anywhere below
     * @param kept folder on the same file system, created here
     */
    public LogKeeper(List<Path> sources, Path kept) {
        this.sources = List.copyOf(sources);
        this.kept = kept;
        try {
            Files.createDirectories(kept);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep logs in " + kept, e);
        }
        var unused = clock.scheduleWithFixedDelay(this::keep, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives every segment that is there now its second name. */
    public synchronized void keep() {
        for (Path source : sources) {
            for (Path segment : segmentsBelow(source)) {
                keep(segment);
            }
        }
    }

    private void keep(Path segment) {
        try {
            // The name changes when a segment is closed; the file behind it stays the same.
            Object file = Files.getAttribute(segment, "unix:ino");
            Path folder = Files.createDirectories(kept.resolve(file.toString()));
            try (var names = Files.list(folder)) {
                if (names.findAny().isEmpty()) {
                    Files.createLink(folder.resolve(segment.getFileName()), segment);
                }
            }
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            // Renamed or purged between the look and the link: the next look finds it under its new name.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + segment, e);
        }
    }

    /** All segments that were ever there, for {@link LogReader}. Brokers should be down. */
    public List<Path> segments() {
        keep();
        return segmentsBelow(kept);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    static List<Path> segmentsBelow(Path folder) {
        List<Path> segments = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return segments;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (SEGMENT.matcher(String.valueOf(file.getFileName())).matches()) {
                        segments.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // Gone since its folder was listed.
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException e) {
                    // A folder may be moved while it is listed, when a snapshot is installed.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look below " + folder, e);
        }
        return segments;
    }
}
