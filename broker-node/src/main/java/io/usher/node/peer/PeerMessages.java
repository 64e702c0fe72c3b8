package io.usher.node.peer;

import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.node.replication.AttemptFailure;
import io.usher.node.replication.AttemptResult;
import io.usher.node.replication.Committed;
import io.usher.node.replication.Deadline;
import io.usher.node.replication.ForwardedCommand;
import io.usher.node.replication.codec.ReplyCodec;
import io.usher.proto.internal.v1.CommittedRecord;
import io.usher.proto.internal.v1.PeerFailure;
import io.usher.proto.internal.v1.Position;
import io.usher.proto.internal.v1.SubmitRequest;
import io.usher.proto.internal.v1.SubmitResponse;
import java.time.Duration;
import java.util.List;

/** Between the words of replication and the messages of the peer service. */
final class PeerMessages {

    private PeerMessages() {}

    static SubmitRequest request(List<ForwardedCommand> commands) {
        SubmitRequest.Builder request = SubmitRequest.newBuilder();
        for (ForwardedCommand command : commands) {
            request.addItems(SubmitRequest.Item.newBuilder()
                    .setEnvelope(command.envelope())
                    .setRemainingMillis(command.deadline().remaining().toMillis()));
        }
        return request.build();
    }

    /** Deadlines travel as time left, so that no two clocks are compared. */
    static List<ForwardedCommand> commands(SubmitRequest request) {
        return request.getItemsList().stream()
                .map(item -> new ForwardedCommand(
                        item.getEnvelope(), Deadline.after(Duration.ofMillis(item.getRemainingMillis()))))
                .toList();
    }

    static SubmitResponse response(List<AttemptResult> results) {
        SubmitResponse.Builder response = SubmitResponse.newBuilder();
        results.forEach(result -> response.addResults(encode(result)));
        return response.build();
    }

    private static SubmitResponse.Result encode(AttemptResult result) {
        SubmitResponse.Result.Builder builder = SubmitResponse.Result.newBuilder();
        if (result instanceof AttemptResult.Done done) {
            Committed committed = done.committed();
            return builder.setCommitted(CommittedRecord.newBuilder()
                            .setPosition(Position.newBuilder()
                                    .setIndex(committed.position().index())
                                    .setOrdinal(committed.position().ordinal()))
                            .setTimeMillis(committed.time().epochMillis())
                            .setReply(ReplyCodec.encode(committed.reply())))
                    .build();
        }
        return builder.setFailure(encode(((AttemptResult.Failed) result).failure()))
                .build();
    }

    static List<AttemptResult> results(SubmitResponse response) {
        return response.getResultsList().stream().map(PeerMessages::decode).toList();
    }

    private static AttemptResult decode(SubmitResponse.Result result) {
        return switch (result.getResultCase()) {
            case COMMITTED -> new AttemptResult.Done(decode(result.getCommitted()));
            case FAILURE -> new AttemptResult.Failed(decode(result.getFailure()));
            case RESULT_NOT_SET -> new AttemptResult.Failed(AttemptFailure.OUTCOME_UNKNOWN);
        };
    }

    private static Committed decode(CommittedRecord committed) {
        Position position = committed.getPosition();
        return new Committed(
                new LogPosition(position.getIndex(), position.getOrdinal()),
                new LogTime(committed.getTimeMillis()),
                ReplyCodec.decode(committed.getReply()));
    }

    static PeerFailure encode(AttemptFailure failure) {
        return switch (failure) {
            case NOT_PRIMARY -> PeerFailure.PEER_FAILURE_NOT_PRIMARY;
            case OVERLOADED -> PeerFailure.PEER_FAILURE_OVERLOADED;
            case EXPIRED -> PeerFailure.PEER_FAILURE_EXPIRED;
            case OUTCOME_UNKNOWN -> PeerFailure.PEER_FAILURE_OUTCOME_UNKNOWN;
            case UNREADABLE -> PeerFailure.PEER_FAILURE_UNREADABLE;
        };
    }

    static AttemptFailure decode(PeerFailure failure) {
        return switch (failure) {
            case PEER_FAILURE_NOT_PRIMARY -> AttemptFailure.NOT_PRIMARY;
            case PEER_FAILURE_OVERLOADED -> AttemptFailure.OVERLOADED;
            case PEER_FAILURE_EXPIRED -> AttemptFailure.EXPIRED;
            case PEER_FAILURE_UNREADABLE -> AttemptFailure.UNREADABLE;
            // A failure that this version does not know: nothing may be concluded from it.
            case PEER_FAILURE_OUTCOME_UNKNOWN, PEER_FAILURE_UNSPECIFIED, UNRECOGNIZED -> AttemptFailure.OUTCOME_UNKNOWN;
        };
    }
}
