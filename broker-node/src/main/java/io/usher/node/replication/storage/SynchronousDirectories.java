package io.usher.node.replication.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flag that makes every change of a directory durable before the call returns. Ratis renames its vote and its log
 * segments without syncing the directory, so without the flag a power cut can take back a vote: two primaries in one
 * term, and acknowledged commands lost.
 */
final class SynchronousDirectories {

    private static final Logger LOG = LoggerFactory.getLogger(SynchronousDirectories.class);

    private static final long COMMAND_SECONDS = 5;

    private SynchronousDirectories() {}

    /**
     * Sets the flag on a directory and those below it; new ones inherit it.
     *
     * @return what to tell the operator when the flag could not be set
     */
    static Optional<String> enable(Path root) throws IOException {
        List<String> directories;
        try (Stream<Path> tree = Files.walk(root)) {
            directories = tree.filter(Files::isDirectory).map(Path::toString).toList();
        }
        run("chattr", "+D", directories);
        String flags = run("lsattr", "-d", directories);
        boolean all = flags.lines().filter(SynchronousDirectories::hasFlag).count() == directories.size();
        return all ? Optional.empty() : Optional.of(warning(root));
    }

    private static boolean hasFlag(String line) {
        int blank = line.indexOf(' ');
        return blank > 0 && line.substring(0, blank).indexOf('D') >= 0;
    }

    private static String warning(Path root) {
        return "directory entries below " + root + " may be lost in a power cut: the file system did not take the"
                + " synchronous-directory flag (chattr +D). Mount it with 'dirsync', or put the storage on ext4";
    }

    /** Output of the command; empty when it failed, which the check of the flags then finds. */
    private static String run(String command, String option, List<String> directories) throws IOException {
        List<String> line = new ArrayList<>(List.of(command, option, "--"));
        line.addAll(directories);
        Process process;
        try {
            process = new ProcessBuilder(line).redirectErrorStream(true).start();
        } catch (IOException e) {
            LOG.warn("cannot run {}: {}", command, e.getMessage());
            return "";
        }
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command + " ran", e);
        }
    }
}
