package io.usher.node.replication.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installing a snapshot, Ratis moves the old snapshots aside before the new one is in place. A crash in between leaves
 * neither; the log that followed the old ones is of no use without them.
 */
final class InterruptedInstallation {

    private static final Logger LOG = LoggerFactory.getLogger(InterruptedInstallation.class);

    private static final String SNAPSHOTS = "sm";
    private static final String ASIDE = SNAPSHOTS + ".tmp";

    private InterruptedInstallation() {}

    /** Puts the old snapshots back where nothing took their place, and clears away what is left over otherwise. */
    static void mend(Path group) throws IOException {
        if (!Files.isDirectory(group)) {
            return;
        }
        List<Path> aside;
        try (Stream<Path> list = Files.list(group)) {
            aside = list.filter(path -> path.getFileName().toString().startsWith(ASIDE))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        Optional<Path> newest = aside.stream().findFirst();
        if (newest.isPresent() && !Files.exists(group.resolve(SNAPSHOTS))) {
            LOG.warn("the installation of a snapshot was interrupted: putting {} back", newest.get());
            Files.move(newest.get(), group.resolve(SNAPSHOTS));
            DurableFile.syncDirectory(group);
        }
        for (Path path : aside) {
            if (Files.exists(path)) {
                deleteTree(path);
            }
        }
        Path half = group.resolve("tmp");
        if (Files.isDirectory(half)) {
            deleteTree(half);
        }
    }

    static void deleteTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
