package io.usher.node.replication.storage;

import io.usher.core.state.StateImage;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.StorageSettings;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of a stopped broker that is all that is left of its site. Nobody else can open it meanwhile. It begins
 * anew with a state, and what was there is kept beside it. A crash on the way leaves either what was there, or a
 * directory that no broker starts with until the same is asked for again. Not thread-safe.
 */
public final class SurvivingDirectory implements AutoCloseable {

    /** What the directory is going to hold; with an identity in it, it is decided. */
    private static final String NEXT = "recovery";

    private static final String BEFORE = "before-recovery-";
    private static final String CURRENT = "current";
    private static final String SNAPSHOTS = "sm";

    private final Path root;
    private final FileLock lock;
    private final PeerGroup group;

    private SurvivingDirectory(Path root, FileLock lock, PeerGroup group) {
        this.root = root;
        this.lock = lock;
        this.group = group;
    }

    /**
     * Opens the directory; changes nothing in it.
     *
     * @throws StorageRefusedException when a broker runs on it, or it is not this broker's
     * @throws IOException when it cannot be read
     */
    public static SurvivingDirectory open(PeerGroup group, StorageSettings settings) throws IOException {
        Path root = settings.directory().toAbsolutePath().normalize();
        Path identity = root.resolve(StorageDirectory.IDENTITY);
        Path next = next(root).resolve(StorageDirectory.IDENTITY);
        if (!Files.exists(identity) && !Files.exists(next)) {
            throw new StorageRefusedException("storage directory " + root + " must be one that broker " + group.self()
                    + " of site " + group.site() + " filled, found none of a broker; correct the directory");
        }
        FileLock lock = StorageDirectory.lock(root);
        try {
            Path present = Files.exists(next) ? next : identity;
            StorageDirectory.requireOwn(root, StorageIdentity.parse(Files.readAllBytes(present), present), group);
            StorageDirectory.requireFreeSpace(root, settings.minimumFreeBytes());
            return new SurvivingDirectory(root, lock, group);
        } catch (IOException | RuntimeException e) {
            StorageDirectory.release(lock);
            throw e;
        }
    }

    /** Refuses a directory that is half the old one and half the new one. */
    static void requireNoneInterrupted(Path root) throws StorageRefusedException {
        if (Files.exists(next(root).resolve(StorageDirectory.IDENTITY))) {
            throw new StorageRefusedException("the recovery of the site in " + root
                    + " was interrupted; run 'usher site recover' again, it goes on where it was");
        }
    }

    private static Path next(Path root) {
        return root.resolve(NEXT);
    }

    /** Where Ratis keeps the log. */
    public Path log() throws IOException {
        return raft().resolve(CURRENT);
    }

    /** The snapshots. */
    public SnapshotFiles snapshots() throws IOException {
        return new SnapshotFiles(raft().resolve(SNAPSHOTS), group.site());
    }

    private Path raft() throws IOException {
        Path file = root.resolve(StorageDirectory.IDENTITY);
        StorageIdentity identity = StorageIdentity.parse(Files.readAllBytes(file), file);
        return root.resolve(StorageDirectory.RAFT).resolve(identity.group().toString());
    }

    /** Up to where the log was on disk and committed for certain, not long before the broker ended; -1 for nowhere. */
    public long durableIndex() throws IOException {
        return DurableMark.open(root.resolve(StorageDirectory.DURABLE)).index();
    }

    /**
     * Begins anew.
     *
     * @param begin state at the revision from which the log of the new site goes on
     * @return where the old content is kept
     */
    public Path beginAnew(SiteOrigin origin, StateImage begin) throws IOException {
        Path next = next(root);
        if (Files.exists(next)) {
            // Without an identity in it nothing was moved yet.
            InterruptedInstallation.deleteTree(next);
        }
        Path restored = Files.createDirectories(next.resolve(StorageDirectory.RESTORED));
        new SnapshotFiles(restored, group.site())
                .write(StorageDirectory.FIRST_TERM, begin.applied().index(), begin);
        DurableFile.syncDirectory(root);
        StorageIdentity identity = StorageIdentity.alone(group.site(), group.self(), origin);
        DurableFile.write(next.resolve(StorageDirectory.IDENTITY), out -> out.write(identity.toBytes()));
        return exchange();
    }

    /** Goes on where a crash interrupted {@link #beginAnew}; empty when none did. */
    public Optional<Path> finishInterrupted() throws IOException {
        return Files.exists(next(root).resolve(StorageDirectory.IDENTITY)) ? Optional.of(exchange()) : Optional.empty();
    }

    /** The state that the directory begins with, once it has begun anew and before its broker was started. */
    public StateImage begun() throws IOException {
        SnapshotFiles files = new SnapshotFiles(root.resolve(StorageDirectory.RESTORED), group.site());
        Optional<SnapshotFiles.SnapshotFile> file = files.list().stream().findFirst();
        return files.read(file.orElseThrow(() -> new IOException("there is no snapshot in " + root)));
    }

    /** Each step may be the last before a crash, and is not taken twice. */
    private Path exchange() throws IOException {
        Path next = next(root);
        Path identity = next.resolve(StorageDirectory.IDENTITY);
        StorageIdentity coming = StorageIdentity.parse(Files.readAllBytes(identity), identity);
        Path before = root.resolve(BEFORE + coming.storage().toString().substring(0, 8));
        Path restored = next.resolve(StorageDirectory.RESTORED);
        if (Files.exists(restored)) {
            Files.createDirectories(before);
            for (Path old : old()) {
                Files.move(old, before.resolve(old.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
            DurableFile.syncDirectory(before);
            DurableFile.syncDirectory(root);
            Files.move(restored, root.resolve(StorageDirectory.RESTORED), StandardCopyOption.ATOMIC_MOVE);
            DurableFile.syncDirectory(root);
        }
        Files.move(identity, root.resolve(StorageDirectory.IDENTITY), StandardCopyOption.ATOMIC_MOVE);
        DurableFile.syncDirectory(root);
        InterruptedInstallation.deleteTree(next);
        return before;
    }

    private List<Path> old() throws IOException {
        try (Stream<Path> list = Files.list(root)) {
            return list.filter(path -> !stays(path.getFileName().toString())).toList();
        }
    }

    /** The lock is held, and what earlier recoveries kept lies where it was said to lie. */
    private static boolean stays(String name) {
        return name.equals(NEXT)
                || name.equals(StorageDirectory.LOCK)
                || name.equals("lost+found")
                || name.startsWith(BEFORE);
    }

    @Override
    public void close() throws IOException {
        StorageDirectory.release(lock);
    }
}
