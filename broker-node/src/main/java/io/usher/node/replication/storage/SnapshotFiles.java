package io.usher.node.replication.storage;

import io.usher.core.model.SiteId;
import io.usher.core.state.StateImage;
import io.usher.node.replication.codec.FormatException;
import io.usher.node.replication.codec.SnapshotCodec;
import io.usher.node.replication.codec.SnapshotReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots in a directory. A file with a final name is whole and was read back once. */
public final class SnapshotFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFiles.class);

    private static final Pattern NAME = Pattern.compile("snapshot\\.(\\d{1,18})_(\\d{1,18})");
    private static final String DAMAGED = ".damaged";
    private static final int BUFFER_BYTES = 256 << 10;

    private final Path directory;
    private final SiteId site;

    public SnapshotFiles(Path directory, SiteId site) {
        this.directory = directory;
        this.site = site;
    }

    /**
     * A snapshot on disk.
     *
     * @param term of the last entry that it reflects
     * @param index of that entry
     */
    public record SnapshotFile(long term, long index, Path path) {}

    /** Writes a snapshot, reads it back, and only then gives it its name. */
    public SnapshotFile write(long term, long index, StateImage image) throws IOException {
        Path file = directory.resolve("snapshot." + term + "_" + index);
        DurableFile.write(file, out -> SnapshotCodec.write(out, site, image), this::verify);
        return new SnapshotFile(term, index, file);
    }

    private void verify(Path file) throws IOException {
        try (InputStream in = open(file)) {
            SnapshotReader.verify(in, site);
        } catch (FormatException e) {
            throw new IOException("the snapshot " + file + " reads back wrong: " + e.getMessage(), e);
        }
    }

    /** Newest first. */
    public List<SnapshotFile> list() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(directory)) {
            return list.flatMap(path -> parse(path).stream())
                    .sorted(Comparator.comparingLong(SnapshotFile::index).reversed())
                    .toList();
        }
    }

    private static Optional<SnapshotFile> parse(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches()
                ? Optional.of(
                        new SnapshotFile(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), path))
                : Optional.empty();
    }

    /** Reads a snapshot; throws {@link FormatException} when it is damaged. */
    public StateImage read(SnapshotFile snapshot) throws IOException {
        try (InputStream in = open(snapshot.path())) {
            return SnapshotReader.read(in, site);
        }
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    }

    /** Takes a damaged snapshot out of the way, and keeps it for whoever wants to know why. */
    public void setAside(SnapshotFile snapshot) throws IOException {
        Path aside = snapshot.path().resolveSibling(snapshot.path().getFileName() + DAMAGED);
        Files.move(snapshot.path(), aside);
        DurableFile.syncDirectory(directory);
        LOG.error("snapshot {} is damaged and was set aside as {}", snapshot.path(), aside);
    }

    /** Deletes what an interrupted write left. */
    public void deleteUnfinished() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> list = Files.list(directory)) {
            for (Path path : list.filter(path -> path.toString().endsWith(DurableFile.TEMPORARY))
                    .toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Deletes all but the newest ones. */
    public void prune(int retained) throws IOException {
        List<SnapshotFile> all = list();
        for (SnapshotFile old : all.subList(Math.min(retained, all.size()), all.size())) {
            LOG.info("deleting old snapshot {}", old.path());
            Files.deleteIfExists(old.path());
            // Ratis writes one beside a snapshot that it installed.
            Files.deleteIfExists(old.path().resolveSibling(old.path().getFileName() + ".md5"));
        }
    }
}
