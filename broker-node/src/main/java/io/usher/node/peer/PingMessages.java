package io.usher.node.peer;

import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.node.primary.HostPing;
import io.usher.node.primary.PingAnswer;
import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.codec.CounterCodec;
import io.usher.node.replication.codec.FormatException;
import io.usher.node.replication.codec.ReplyCodec;
import io.usher.proto.internal.v1.HostPingRecord;
import io.usher.proto.internal.v1.PingHostsRequest;
import io.usher.proto.internal.v1.PingHostsResponse;
import io.usher.proto.internal.v1.Position;
import java.time.Duration;
import java.util.List;

/** Between pings and the messages of the peer service. */
final class PingMessages {

    private PingMessages() {}

    static PingHostsRequest request(List<HostPing> pings) {
        PingHostsRequest.Builder request = PingHostsRequest.newBuilder();
        for (HostPing ping : pings) {
            LogPosition registered = ping.incarnation().registered();
            request.addPings(HostPingRecord.newBuilder()
                    .setHost(ping.host().value())
                    .setIncarnation(
                            Position.newBuilder().setIndex(registered.index()).setOrdinal(registered.ordinal()))
                    .setCpuPermille(ping.cpuPermille())
                    .setMemoryUsedBytes(ping.memoryUsedBytes())
                    .setMemoryTotalBytes(ping.memoryTotalBytes())
                    .addAllCustom(CounterCodec.encode(ping.custom())));
        }
        return request.build();
    }

    static List<HostPing> pings(PingHostsRequest request) {
        return request.getPingsList().stream().map(PingMessages::ping).toList();
    }

    private static HostPing ping(HostPingRecord ping) {
        Position registered = ping.getIncarnation();
        return new HostPing(
                new HostId(ping.getHost()),
                new HostIncarnation(new LogPosition(registered.getIndex(), registered.getOrdinal())),
                ping.getCpuPermille(),
                ping.getMemoryUsedBytes(),
                ping.getMemoryTotalBytes(),
                CounterCodec.decode(ping.getCustomList()));
    }

    static PingHostsResponse response(List<PingAnswer> answers) {
        PingHostsResponse.Builder response = PingHostsResponse.newBuilder();
        answers.forEach(answer -> response.addResults(encode(answer)));
        return response.build();
    }

    static PingHostsResponse failure(AttemptFailure failure) {
        return PingHostsResponse.newBuilder()
                .setFailure(PeerMessages.encode(failure))
                .build();
    }

    private static PingHostsResponse.Result encode(PingAnswer answer) {
        PingHostsResponse.Result.Builder builder = PingHostsResponse.Result.newBuilder();
        if (answer instanceof PingAnswer.Renewed renewed) {
            return builder.setRenewed(PingHostsResponse.Renewed.newBuilder()
                            .setTimeMillis(renewed.time().epochMillis())
                            .setHostLeaseMillis(renewed.hostLease().toMillis()))
                    .build();
        }
        return builder.setRegisterAgain(ReplyCodec.encode(((PingAnswer.RegisterAgain) answer).reason()))
                .build();
    }

    static List<PingAnswer> answers(PingHostsResponse response) {
        return response.getResultsList().stream().map(PingMessages::decode).toList();
    }

    private static PingAnswer decode(PingHostsResponse.Result result) {
        return switch (result.getResultCase()) {
            case RENEWED ->
                new PingAnswer.Renewed(
                        new LogTime(result.getRenewed().getTimeMillis()),
                        Duration.ofMillis(result.getRenewed().getHostLeaseMillis()));
            case REGISTER_AGAIN -> new PingAnswer.RegisterAgain(ReplyCodec.decode(result.getRegisterAgain()));
            case RESULT_NOT_SET ->
                throw new FormatException("the primary answered a ping in a way that this version does not know");
        };
    }
}
