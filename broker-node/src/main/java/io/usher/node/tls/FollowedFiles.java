package io.usher.node.tls;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the contents of some files to whoever uses them, now and whenever they change, as long as there is a user. The
 * files are small, so that they are compared whole: no clock of a file system has a say.
 *
 * @param <M> who uses them
 */
final class FollowedFiles<M> {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedFiles.class);

    private static final long PAUSE_MILLIS = 1_000;

    private static final ScheduledExecutorService THREAD = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "tls-files");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Takes contents over.
     *
     * @param <M> who takes them
     */
    interface Taking<M> {

        /** Throws when they cannot be used; then nothing may have changed. */
        void take(M user, List<byte[]> contents) throws IOException, GeneralSecurityException;
    }

    private final WeakReference<M> user;
    private final List<Path> files;
    private final Taking<M> taking;
    private List<byte[]> seen = List.of();

    private FollowedFiles(M user, List<Path> files, Taking<M> taking) {
        this.user = new WeakReference<>(user);
        this.files = List.copyOf(files);
        this.taking = taking;
    }

    /** @throws IOException when the files cannot be used now */
    static <M> void follow(M user, List<Path> files, Taking<M> taking) throws IOException {
        FollowedFiles<M> followed = new FollowedFiles<>(user, files, taking);
        try {
            followed.seen = followed.read();
            taking.take(user, followed.seen);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("cannot use " + files + ": " + e.getMessage(), e);
        }
        followed.lookSoon();
    }

    private void lookSoon() {
        var unused = THREAD.schedule(this::look, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        M present = user.get();
        if (present == null) {
            return;
        }
        try {
            List<byte[]> found = read();
            if (!isSeen(found)) {
                // Whatever comes of it: only another change makes a difference.
                seen = found;
                taking.take(present, found);
                LOG.info("new contents of {} count from now on", files);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.warn("cannot use the new contents of {}: {}; those before stay in use", files, e.toString());
        }
        lookSoon();
    }

    private List<byte[]> read() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(Files.readAllBytes(file));
        }
        return contents;
    }

    private boolean isSeen(List<byte[]> found) {
        for (int i = 0; i < found.size(); i++) {
            if (!Arrays.equals(found.get(i), seen.get(i))) {
                return false;
            }
        }
        return true;
    }
}
