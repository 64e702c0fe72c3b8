package io.usher.it.desktops;

import io.usher.it.cluster.Installation;
import io.usher.it.cluster.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Tag("desktops")
class DesktopsIT {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopsIT.class);

    @TempDir
    private Path brokers;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void usersFindTheirRealDesktopsAgainThoughThePrimaryIsKilled() {
        List<LabUser> users = List.of(LabUser.of("alice", 1), LabUser.of("bob", 2));
        Path target = Path.of("target").toAbsolutePath();
        Path sourceTree = Path.of("..").toAbsolutePath().normalize();
        try (TestCluster cluster = DesktopStory.patientCluster().startIn(brokers);
                DesktopLab lab = DesktopLab.start(sourceTree, users)) {
            new DesktopStory(cluster, lab, Installation.ofThisBuild(), users, LOG::info)
                    .tell(target.resolve("desktops.png"), target.resolve("desktops-logs"));
        }
    }
}
