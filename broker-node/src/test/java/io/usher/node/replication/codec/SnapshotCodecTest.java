package io.usher.node.replication.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import io.usher.core.model.SiteId;
import io.usher.core.state.StateDigest;
import io.usher.core.state.StateImage;
import io.usher.proto.internal.v1.BrokerRecord;
import io.usher.proto.internal.v1.SnapshotChunk;
import io.usher.proto.internal.v1.SnapshotRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {

    private static final SiteId SITE = new SiteId("main");

    @Test
    void readsBackEveryTable() throws IOException {
        StateImage read = read(bytes(ModelSamples.image()));
        assertThat(read).isEqualTo(ModelSamples.image());
        assertThat(StateDigest.of(read)).isEqualTo(StateDigest.of(ModelSamples.image()));
    }

    @Test
    void readsBackTheEmptyState() throws IOException {
        assertThat(read(bytes(StateImage.EMPTY))).isEqualTo(StateImage.EMPTY);
    }

    @Test
    void readsBackTablesThatFillManyChunks() throws IOException {
        StateImage few = ModelSamples.image();
        StateImage many = new StateImage(
                few.applied(),
                few.now(),
                few.site(),
                few.brokers(),
                few.security(),
                few.pools(),
                few.resources(),
                few.folders(),
                few.hosts(),
                Collections.nCopies(5000, ModelSamples.session()),
                few.ended(),
                few.actions(),
                few.bindings(),
                few.cursors(),
                few.scalings(),
                few.advice(),
                few.schedules(),
                few.waiting(),
                few.decisions(),
                few.answers(),
                few.answersDroppedEarly());
        byte[] bytes = bytes(many);
        assertThat(bytes.length).isGreaterThan(2 * (256 << 10));
        assertThat(read(bytes)).isEqualTo(many);
    }

    @Test
    void noticesEveryFlippedBit() throws IOException {
        byte[] good = bytes(ModelSamples.image());
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] = (byte) (bad[i] ^ 1 << (i % 8));
            assertDamaged(bad);
        }
    }

    @Test
    void refusesARowWithAPartThatItDoesNotKnow() throws IOException {
        SnapshotRecord header;
        try (ByteArrayInputStream in = new ByteArrayInputStream(bytes(ModelSamples.image()))) {
            header = SnapshotRecord.parseDelimitedFrom(in);
        }
        SnapshotRecord row = SnapshotRecord.newBuilder()
                .setChunk(SnapshotChunk.newBuilder()
                        .addBrokers(BrokerRecord.newBuilder()
                                .setId("b1")
                                .setUnknownFields(UnknownFieldSet.newBuilder()
                                        .addField(
                                                9_999,
                                                UnknownFieldSet.Field.newBuilder()
                                                        .addVarint(1)
                                                        .build())
                                        .build())))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        header.writeDelimitedTo(out);
        row.writeDelimitedTo(out);

        assertThatThrownBy(() -> read(out.toByteArray()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("at least as new as the newest broker of the site");
    }

    @Test
    void noticesThatTheEndIsMissing() throws IOException {
        byte[] good = bytes(ModelSamples.image());
        for (int length = 0; length < good.length; length++) {
            assertDamaged(Arrays.copyOf(good, length));
        }
        assertDamaged(Arrays.copyOf(good, good.length + 1));
    }

    @Test
    void refusesTheSnapshotOfAnotherSite() throws IOException {
        byte[] bytes = bytes(ModelSamples.image());
        assertThatThrownBy(() -> SnapshotReader.read(new ByteArrayInputStream(bytes), new SiteId("other")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("other");
    }

    private static void assertDamaged(byte[] bytes) {
        List.of(true, false)
                .forEach(build -> assertThatThrownBy(() -> {
                            if (build) {
                                read(bytes);
                            } else {
                                SnapshotReader.verify(new ByteArrayInputStream(bytes), SITE);
                            }
                        })
                        .isInstanceOf(FormatException.class));
    }

    private static byte[] bytes(StateImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotCodec.write(out, SITE, image);
        return out.toByteArray();
    }

    private static StateImage read(byte[] bytes) throws IOException {
        return SnapshotReader.read(new ByteArrayInputStream(bytes), SITE);
    }
}
