package io.usher.node.replication.storage;

import io.usher.core.state.StateImage;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.ReplicaStatus.DiskSpace;
import io.usher.node.replication.StorageSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The directory of one broker's replication. Opened by one process at a time, belongs to one broker of one site for
 * ever, and is never emptied or formatted anew.
 */
public final class StorageDirectory implements AutoCloseable {

    static final String IDENTITY = "identity";
    static final String LOCK = "lock";
    static final String RAFT = "raft";
    static final String DURABLE = "durable";
    static final String VOTE = "vote";
    private static final String CURRENT = "current";
    /** Holds the snapshot that a restored site begins with, until Ratis has a directory for it. */
    static final String RESTORED = "restored";
    /** Of what no term has written. Ratis takes a log that ends in term 0 for empty, and lets nobody with it lead. */
    static final long FIRST_TERM = 1;

    /** A mount point may have this from the start. */
    private static final Set<String> INNOCENT = Set.of(LOCK, "lost+found", IDENTITY + DurableFile.TEMPORARY);

    private final Path root;
    private final FileLock lock;
    private final List<String> warnings;
    private final DurableMark durable;
    private StorageIdentity identity;
    private Optional<VoteMark> vote = Optional.empty();
    private InspectedLog log = InspectedLog.EMPTY;

    private StorageDirectory(
            Path root, FileLock lock, StorageIdentity identity, DurableMark durable, List<String> warnings) {
        this.root = root;
        this.lock = lock;
        this.identity = identity;
        this.durable = durable;
        this.warnings = warnings;
    }

    /**
     * Opens the directory, and fills an empty one if this is the broker's first start.
     *
     * @throws StorageRefusedException when it must not be used as it is
     * @throws IOException when it cannot be read or written
     */
    public static StorageDirectory open(PeerGroup group, StorageSettings settings) throws IOException {
        Path root = settings.directory().toAbsolutePath().normalize();
        Files.createDirectories(root);
        SurvivingDirectory.requireNoneInterrupted(root);
        Path identityFile = root.resolve(IDENTITY);
        if (!Files.exists(identityFile)) {
            requireEmpty(root);
            if (!settings.firstStart()) {
                throw emptyRefusal(root, group);
            }
        }
        FileLock lock = lock(root);
        try {
            StorageIdentity identity = Files.exists(identityFile)
                    ? StorageIdentity.parse(Files.readAllBytes(identityFile), identityFile)
                    : fill(root, group, Optional.empty());
            requireOwn(root, identity, group);
            requireFreeSpace(root, settings.minimumFreeBytes());
            Files.createDirectories(root.resolve(RAFT));
            Optional<String> warning = SynchronousDirectories.enable(root);
            DurableMark durable = DurableMark.open(root.resolve(DURABLE));
            return new StorageDirectory(
                    root, lock, identity, durable, warning.stream().toList());
        } catch (IOException | RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /**
     * Fills an empty directory with a state, so that the broker's first start founds a site that begins with it.
     *
     * @param begin state at the revision from which the log of the new site goes on
     * @throws StorageRefusedException when the directory is not empty or lacks space; nothing was written then
     * @throws IOException when it cannot be written; it holds nothing of worth then
     */
    public static void restore(PeerGroup group, StorageSettings settings, SiteOrigin origin, StateImage begin)
            throws IOException {
        Path root = settings.directory().toAbsolutePath().normalize();
        Files.createDirectories(root);
        FileLock lock = lock(root);
        try {
            requireEmpty(root);
            requireFreeSpace(root, settings.minimumFreeBytes());
            Path restored = Files.createDirectory(root.resolve(RESTORED));
            new SnapshotFiles(restored, group.site())
                    .write(FIRST_TERM, begin.applied().index(), begin);
            fill(root, group, Optional.of(origin));
        } finally {
            release(lock);
        }
    }

    /**
     * Fills an empty directory as that of a broker that comes to a site which is there, so that its first start joins
     * it.
     *
     * @param origin the backup that the site was founded from
     * @throws IOException when it is not empty, or cannot be written
     */
    public static void join(PeerGroup group, StorageSettings settings, Optional<SiteOrigin> origin) throws IOException {
        Path root = settings.directory().toAbsolutePath().normalize();
        Files.createDirectories(root);
        FileLock lock = lock(root);
        try {
            requireEmpty(root);
            requireFreeSpace(root, settings.minimumFreeBytes());
            fill(root, group, origin);
        } finally {
            release(lock);
        }
    }

    /**
     * Whether a broker has never filled this directory, and nothing else has.
     *
     * @throws IOException when it cannot be read, or holds what is no broker's
     */
    public static boolean isNew(Path directory) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            return true;
        }
        SurvivingDirectory.requireNoneInterrupted(root);
        if (Files.exists(root.resolve(IDENTITY))) {
            return false;
        }
        requireEmpty(root);
        return true;
    }

    private static void requireEmpty(Path root) throws IOException {
        try (Stream<Path> list = Files.list(root)) {
            List<String> strange = list.map(path -> path.getFileName().toString())
                    .filter(name -> !INNOCENT.contains(name))
                    .sorted()
                    .limit(5)
                    .toList();
            if (!strange.isEmpty()) {
                throw new StorageRefusedException("storage directory " + root + " must be empty or one that a broker"
                        + " filled, found " + strange + "; give this broker a directory of its own");
            }
        }
    }

    private static StorageRefusedException emptyRefusal(Path root, PeerGroup group) {
        return new StorageRefusedException("storage directory " + root + " is empty. If broker " + group.self()
                + " has never run in site " + group.site()
                + ", say so with --storage-first-start, or with --join which site it comes to. If it has, it must not"
                + " come back under this id: it has forgotten what it voted for and acknowledged. Check that the right"
                + " disk is mounted, or remove the broker from the site and add it under another id");
    }

    static FileLock lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(root, e);
        }
        channel.close();
        throw inUse(root, new IOException("locked by another process"));
    }

    private static StorageRefusedException inUse(Path root, Exception cause) {
        return new StorageRefusedException(
                "storage directory " + root + " is in use by another broker process; stop it first", cause);
    }

    private static StorageIdentity fill(Path root, PeerGroup group, Optional<SiteOrigin> origin) throws IOException {
        StorageIdentity identity = StorageIdentity.create(group.site(), group.self(), group.joins(), origin);
        writeIdentity(root, identity);
        return identity;
    }

    private static void writeIdentity(Path root, StorageIdentity identity) throws IOException {
        DurableFile.write(root.resolve(IDENTITY), out -> out.write(identity.toBytes()));
    }

    static void requireOwn(Path root, StorageIdentity identity, PeerGroup group) throws StorageRefusedException {
        if (!identity.site().equals(group.site()) || !identity.broker().equals(group.self())) {
            throw new StorageRefusedException("storage directory " + root + " must be of broker " + group.self()
                    + " of site " + group.site() + ", found broker " + identity.broker() + " of site "
                    + identity.site() + "; correct the directory or the ids in the configuration");
        }
    }

    static void requireFreeSpace(Path root, long minimum) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < minimum) {
            throw new StorageRefusedException("storage directory " + root + " must have " + minimum
                    + " bytes of free space, found " + free + "; make room first");
        }
    }

    /**
     * Where Ratis keeps its groups, inspected and mended where a crash left something half done.
     *
     * @throws StorageRefusedException when something that may have been acknowledged is damaged or gone
     */
    public Path raftDirectory() throws IOException {
        Path raft = root.resolve(RAFT);
        Path groupDirectory = raft.resolve(group().toString());
        InterruptedInstallation.mend(groupDirectory);
        Path current = groupDirectory.resolve(CURRENT);
        boolean present = Files.exists(current.resolve("raft-meta"));
        if (identity.formatted() && !present) {
            throw gone("the log", groupDirectory);
        }
        if (identity.formatted() && !durable.exists()) {
            throw gone("the mark of how far the log was on disk", root.resolve(DURABLE));
        }
        long snapshot = new SnapshotFiles(groupDirectory.resolve("sm"), identity.site())
                .list().stream()
                        .mapToLong(SnapshotFiles.SnapshotFile::index)
                        .max()
                        .orElse(-1);
        log = LogInspector.inspect(current, durable.index(), snapshot);
        VoteMark mark = VoteMark.open(root.resolve(VOTE), current);
        if (present) {
            mark.check(log, snapshot);
        }
        vote = Optional.of(mark);
        return raft;
    }

    private StorageRefusedException gone(String what, Path from) {
        return new StorageRefusedException(what + " of broker " + identity.broker() + " is gone from " + from
                + "; restore it, or remove the broker from the site and add it under another id");
    }

    /**
     * Refuses a snapshot that the log which was inspected does not go on from.
     *
     * @param index of the last entry that the snapshot reflects, -1 without a snapshot
     * @param command index of the last entry whose commands are in its state
     * @throws StorageRefusedException when entries between them are gone, or not in the state
     */
    public void requireLogBehind(long index, long command) throws StorageRefusedException {
        log.requireGoesOnFrom(index, command, durable.index());
    }

    /** Id of the Raft group that this broker belongs to. */
    public UUID group() {
        return identity.group();
    }

    /**
     * Puts the snapshot that a restored site begins with among those of Ratis; does nothing in all other cases.
     *
     * @param snapshots where Ratis keeps them; the log is empty, and not open yet
     */
    public void installRestored(Path snapshots) throws IOException {
        Path restored = root.resolve(RESTORED);
        if (!Files.isDirectory(restored)) {
            return;
        }
        Files.createDirectories(snapshots);
        for (SnapshotFiles.SnapshotFile snapshot : new SnapshotFiles(restored, identity.site()).list()) {
            Files.move(
                    snapshot.path(), snapshots.resolve(snapshot.path().getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        DurableFile.syncDirectory(snapshots);
        Files.delete(restored);
        DurableFile.syncDirectory(root);
    }

    /** The backup that the site was founded from. */
    public Optional<SiteOrigin> origin() {
        return identity.origin();
    }

    /** Whether this broker came to a site that was there, now or at its first start. */
    public boolean joined() {
        return identity.joined();
    }

    /** Whether this broker founds its site alone, because it is all that was left of another one. */
    public boolean alone() {
        return identity.alone();
    }

    /**
     * How far the log of a directory is at least, before the directory is opened; -1 when nobody knows.
     *
     * @throws IOException when it cannot be read
     */
    public static long revisionOf(Path directory) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        Path file = root.resolve(IDENTITY);
        StorageIdentity identity = StorageIdentity.parse(Files.readAllBytes(file), file);
        Path group = root.resolve(RAFT).resolve(identity.group().toString());
        long revision = DurableMark.open(root.resolve(DURABLE)).index();
        for (Path snapshots : List.of(root.resolve(RESTORED), group.resolve("sm"))) {
            for (SnapshotFiles.SnapshotFile snapshot : new SnapshotFiles(snapshots, identity.site()).list()) {
                revision = Math.max(revision, snapshot.index());
            }
        }
        return revision;
    }

    /**
     * The backup that the site of a directory was founded from, before the directory is opened.
     *
     * @throws IOException when it cannot be read
     */
    public static Optional<SiteOrigin> originOf(Path directory) throws IOException {
        Path file = directory.toAbsolutePath().normalize().resolve(IDENTITY);
        return StorageIdentity.parse(Files.readAllBytes(file), file).origin();
    }

    /** Takes note of how far the log is on disk. Only entries that are committed: others may be taken back. */
    public void markDurable(long committedAndFlushed) throws IOException {
        durable.advance(committedAndFlushed);
        if (vote.isPresent()) {
            vote.get().advance();
        }
    }

    /** From now on an empty log is a loss. To be called before the broker can vote. */
    public void markFormatted() throws IOException {
        if (!identity.formatted()) {
            durable.create();
            identity = identity.withFormatted();
            writeIdentity(root, identity);
        }
    }

    /** What the operator must know about this directory. */
    public List<String> warnings() {
        return warnings;
    }

    /** Space at present. */
    public DiskSpace space() throws IOException {
        FileStore store = Files.getFileStore(root);
        UsedSpace used = new UsedSpace();
        Files.walkFileTree(root, used);
        return new DiskSpace(used.bytes(), store.getUsableSpace());
    }

    static void release(FileLock lock) throws IOException {
        // Closing the channel releases the lock too.
        lock.acquiredBy().close();
    }

    @Override
    public void close() throws IOException {
        release(lock);
    }
}
