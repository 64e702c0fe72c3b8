package io.usher.it;

import io.usher.it.cluster.ClusterBuilder;
import io.usher.it.cluster.FileTree;
import io.usher.it.cluster.TestCluster;
import io.usher.it.traffic.CheckedRun;
import io.usher.it.traffic.CheckedRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A site of real broker processes for each test. Whatever happens, the processes have ended when the test has. After a
 * failure the folder with configurations, logs, data and history stays, and its place and the seed are printed.
 */
public final class SiteExtension implements BeforeEachCallback, AfterEachCallback {

    /** Set this to repeat what a run decided by chance. */
    private static final String SEED = "usher.test.seed";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final long seed = Long.getLong(SEED, System.nanoTime() & 0xFFFFFF);
    private Path folder = Path.of("");
    private int runs;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        String name = context.getRequiredTestClass().getSimpleName() + "-"
                + context.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-");
        folder = Path.of("target", "it", name).toAbsolutePath();
        FileTree.delete(folder);
        Files.createDirectories(folder);
    }

    /**
     * Starts a site and waits for its primary and for every other broker. Elections take longer than usual, so that a
     * busy machine does not hold more of them than the test means to.
     */
    public TestCluster start(ClusterBuilder cluster) {
        return startIn(folder, cluster);
    }

    /** Starts another site in a folder of that name, in the same way. */
    public TestCluster startBeside(String name, ClusterBuilder cluster) {
        return startIn(folder.resolve(name), cluster);
    }

    private TestCluster startIn(Path place, ClusterBuilder cluster) {
        TestCluster started = cluster.with("election.least-timeout", "1s")
                .with("election.most-timeout", "2s")
                .startIn(place);
        open.push(started);
        started.awaitPrimary();
        started.awaitEveryBroker();
        return started;
    }

    /** Begins to write down what happens to a site. */
    public CheckedRun record(TestCluster cluster) {
        CheckedRun run = new CheckedRun(cluster, folder, seed + runs++);
        open.push(run);
        return run;
    }

    /** Keeps something that has to be closed before the processes end. */
    public <T extends AutoCloseable> T keep(T closeable) {
        open.push(closeable);
        return closeable;
    }

    /** For everything in this test that is decided by chance. */
    public long seed() {
        return seed;
    }

    /** Where everything of this test lies. */
    public Path folder() {
        return folder;
    }

    /** What to say about a result in a failed assertion. */
    public String about(Result result) {
        return "seed " + seed + ", " + result.coverage() + ", everything in " + folder;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        if (context.getExecutionException().isPresent()) {
            System.err.println(context.getDisplayName() + " failed with seed " + seed + " (-D" + SEED + "=" + seed
                    + "); everything is kept in " + folder);
        } else {
            FileTree.delete(folder);
        }
    }
}
