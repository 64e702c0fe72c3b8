package io.usher.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A small disk in a file, with a file system of its own, that can be made to hang: whoever writes then waits until it
 * is thawed. Needs root. One thread at a time.
 */
final class LoopDisk implements AutoCloseable {

    private static final long BYTES = 256L << 20;
    private static final long LIMIT_SECONDS = 30;

    private static final String FILLER = "filler";
    private static final int BLOCK_BYTES = 4096;
    private static final int ATTEMPTS = 1_000;
    /** What a file system keeps for itself. */
    private static final long FEW_BYTES = 64 << 10;

    private final Path mountPoint;
    private final Thread atTheEnd = new Thread(this::abandon, "unmount-disk");
    private volatile boolean frozen;

    private LoopDisk(Path mountPoint) {
        this.mountPoint = mountPoint;
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /** Whether this machine and user can have one. */
    static boolean arePossible(Path folder) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return false;
        }
        Path image = folder.resolve("probe.img");
        try {
            Files.createDirectories(folder);
            mount(image, folder.resolve("probe")).close();
            return true;
        } catch (IllegalStateException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes one and mounts it. */
    static LoopDisk mount(Path image, Path mountPoint) {
        try {
            Files.createDirectories(mountPoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("truncate", "-s", Long.toString(BYTES), image.toString());
        run("mkfs.ext4", "-q", "-F", image.toString());
        run("mount", "-o", "loop", image.toString(), mountPoint.toString());
        return new LoopDisk(mountPoint);
    }

    /** Has it hang. */
    void freeze() {
        run("fsfreeze", "--freeze", mountPoint.toString());
        frozen = true;
    }

    /** Lets it go on. */
    void thaw() {
        if (frozen) {
            run("fsfreeze", "--unfreeze", mountPoint.toString());
            frozen = false;
        }
    }

    /** Takes all of its room, down to the last block. */
    void fill() {
        try {
            long free = Files.getFileStore(mountPoint).getUnallocatedSpace();
            run("fallocate", "--length", Long.toString(free - free / 50), filler().toString());
            takeTheRest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever uses the disk may give something back meanwhile; that is taken, too. */
    private void takeTheRest() throws IOException {
        Optional<IOException> last = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            last = Optional.of(writeUntilItFails());
            // Of the blocks that are free some are kept back from everybody, and do not count as usable.
            if (Files.getFileStore(mountPoint).getUsableSpace() <= FEW_BYTES) {
                return;
            }
        }
        throw last.orElseThrow();
    }

    private IOException writeUntilItFails() {
        try (FileChannel channel = FileChannel.open(filler(), StandardOpenOption.APPEND)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
            while (channel.write(block.rewind()) == BLOCK_BYTES) {
                // Until there is none.
            }
            return new IOException("a block was written in part");
        } catch (IOException e) {
            return e;
        }
    }

    /** Gives back the room that {@link #fill} took. */
    void makeRoom() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return mountPoint.resolve(FILLER);
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("expected " + List.of(command) + " to work, it said: " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException("expected to be able to run " + List.of(command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + List.of(command), e);
        }
    }

    @Override
    public void close() {
        thaw();
        // Processes that have just ended may still hold files of it.
        Waiting.until("an unused disk", java.time.Duration.ofSeconds(LIMIT_SECONDS), this::unmounted);
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }

    /** A run that is broken off leaves nothing mounted: the file system goes when the last process has let go of it. */
    private void abandon() {
        thaw();
        run("umount", "--lazy", mountPoint.toString());
    }

    private boolean unmounted() {
        try {
            run("umount", mountPoint.toString());
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
