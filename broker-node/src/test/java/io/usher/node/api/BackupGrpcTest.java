package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.usher.core.Rerun;
import io.usher.core.state.StateImage;
import io.usher.node.replication.codec.SnapshotReader;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Backup;
import io.usher.proto.v1.SaveBackupRequest;
import io.usher.proto.v1.SaveBackupResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Backups over gRPC. */
class BackupGrpcTest {

    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void sendsTheWholeStateOfOneRevision() throws IOException {
        api.furnish();
        for (int user = 0; user < 200; user++) {
            api.sessions()
                    .assignSession(AssignSessionRequest.newBuilder()
                            .setUser("user" + user)
                            .setResource("resources/desk")
                            .build());
        }

        List<SaveBackupResponse> parts = save();

        Backup beginning = parts.get(0).getBeginning();
        Backup end = parts.get(parts.size() - 1).getEnd();
        assertThat(beginning.getSiteId()).isEqualTo("test");
        assertThat(beginning.getRevision()).isEqualTo(parts.get(0).getHeader().getRevision());
        assertThat(beginning.getSessions()).isEqualTo(200);
        assertThat(end.getRevision()).isEqualTo(beginning.getRevision());
        byte[] file = bytes(parts);
        assertThat(end.getBytes()).isEqualTo(file.length);
        StateImage image =
                SnapshotReader.readOfAnySite(new ByteArrayInputStream(file)).image();
        assertThat(Rerun.digestOf(image)).isEqualTo(end.getDigest());
        assertThat(image.sessions()).hasSize(200);
    }

    @Test
    void hasNothingToSendBeforeTheSiteIsFounded() {
        assertThatThrownBy(this::save)
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("UNAVAILABLE");
    }

    private List<SaveBackupResponse> save() {
        Iterator<SaveBackupResponse> answer = api.backups().saveBackup(SaveBackupRequest.getDefaultInstance());
        List<SaveBackupResponse> parts = new ArrayList<>();
        answer.forEachRemaining(parts::add);
        return parts;
    }

    private static byte[] bytes(List<SaveBackupResponse> parts) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (SaveBackupResponse part : parts) {
            part.getStretch().getData().writeTo(file);
        }
        return file.toByteArray();
    }
}
