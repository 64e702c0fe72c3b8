package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.SnapshotSettings;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.proto.RaftProtos.GroupListRequestProto;
import org.apache.ratis.proto.grpc.AdminProtocolServiceGrpc;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerPortGuardTest {

    @Test
    void letsNobodyAdministrateRatisOverTheRaftPort(@TempDir Path folder) throws InterruptedException {
        try (TestSite site = new TestSite(folder, 1, SnapshotSettings.DEFAULTS)) {
            BrokerId only = site.awaitPrimary();
            ManagedChannel channel = NettyChannelBuilder.forTarget(
                            site.settings(only, false).group().selfPeer().raftAddress())
                    .usePlaintext()
                    .build();
            assertThatThrownBy(() -> AdminProtocolServiceGrpc.newBlockingStub(channel)
                            .groupList(GroupListRequestProto.getDefaultInstance()))
                    .hasMessageContaining("PERMISSION_DENIED");
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }
}
