package io.usher.it.desktops;

import io.usher.it.cluster.Installation;
import io.usher.it.cluster.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells the story of real desktops on the terminal. Arguments: the source tree, a folder for the brokers and the
 * picture. Exit status 0 if every promise was kept.
 */
public final class DesktopDemo {
    private DesktopDemo() {}

    /** Runs the demo. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        Path sourceTree = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        long start = System.nanoTime();
        List<LabUser> users = List.of(LabUser.of("alice", 1), LabUser.of("bob", 2));
        Path brokers = Files.createTempDirectory(folder, "brokers-");
        try (TestCluster cluster = DesktopStory.patientCluster().startIn(brokers);
                DesktopLab lab = DesktopLab.start(sourceTree, users)) {
            new DesktopStory(cluster, lab, Installation.ofThisBuild(), users, step -> print(start, step))
                    .tell(folder.resolve("desktops.png"), brokers.resolve("logs"));
        } catch (RuntimeException e) {
            print(start, "FAILED: " + e.getMessage());
            print(start, "the logs of brokers, hosts and clients are in " + brokers);
            throw e;
        }
        print(start, "every promise was kept");
    }

    private static void print(long start, String step) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf("%3d.%01d s  %s%n", millis / 1000, millis % 1000 / 100, step);
    }
}
