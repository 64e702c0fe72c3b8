package io.usher.node.replication.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsedSpaceTest {

    @TempDir
    private Path folder;

    @Test
    void sumsTheFilesOfAllFolders() throws IOException {
        Files.writeString(folder.resolve("log"), "12345");
        Files.writeString(Files.createDirectory(folder.resolve("snapshots")).resolve("one"), "123");

        UsedSpace used = new UsedSpace();
        Files.walkFileTree(folder, used);

        assertThat(used.bytes()).isEqualTo(8);
    }

    @Test
    void goesOnWhenAFileOrFolderDisappears() throws IOException {
        UsedSpace used = new UsedSpace();
        NoSuchFileException gone = new NoSuchFileException("raft-meta.conf.tmp");

        assertThat(used.visitFileFailed(folder, gone)).isEqualTo(FileVisitResult.CONTINUE);
        assertThat(used.postVisitDirectory(folder, gone)).isEqualTo(FileVisitResult.CONTINUE);
    }

    @Test
    void saysSoWhenAFileCannotBeSeenForAnotherReason() {
        assertThatThrownBy(() -> new UsedSpace().visitFileFailed(folder, new AccessDeniedException("log")))
                .isInstanceOf(AccessDeniedException.class);
    }
}
