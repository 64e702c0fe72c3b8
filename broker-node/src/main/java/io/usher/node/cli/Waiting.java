package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.client.Watch;
import io.usher.node.cli.output.Wording;
import io.usher.proto.v1.AnswerFormat;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.QueueEntry;
import io.usher.proto.v1.QueueServiceGrpc;
import io.usher.proto.v1.WatchAssignmentRequest;
import io.usher.proto.v1.WatchAssignmentResponse;
import java.io.PrintWriter;
import java.util.List;

/** A client that waits in the queue: tells its position on the error output, and goes on with another broker. */
final class Waiting {

    private final BrokerClient broker;
    private final PrintWriter err;
    private final AssignSessionResponse.Builder end = AssignSessionResponse.newBuilder();
    private int told;

    Waiting(BrokerClient broker, PrintWriter err) {
        this.broker = broker;
        this.err = err;
    }

    /**
     * Waits.
     *
     * @param begin what was answered first
     * @throws io.usher.node.cli.client.CallFailedException if there is no assignment in the end
     */
    AssignSessionResponse endOf(AssignSessionResponse begin, List<AnswerFormat> formats) {
        tell(begin.getQueueEntry());
        WatchAssignmentRequest request = WatchAssignmentRequest.newBuilder()
                .setName(begin.getQueueEntry().getName())
                .addAllFormats(formats)
                .build();
        broker.follow(new Watch<WatchAssignmentRequest, WatchAssignmentResponse>(
                QueueServiceGrpc.getWatchAssignmentMethod(), revision -> request, 0, response -> -1, this::hear));
        if (!end.hasAssignment()) {
            throw new CommandFailedException(
                    ExitCode.OUTCOME_UNKNOWN,
                    "waited as " + Wording.id(request.getName()),
                    "the broker ended the watch without an assignment",
                    "run it again to see whether there is a session");
        }
        return end.build();
    }

    private void hear(WatchAssignmentResponse response) {
        if (response.hasAssignment()) {
            end.setHeader(response.getHeader()).setAssignment(response.getAssignment());
        } else {
            tell(response.getQueueEntry());
        }
    }

    private void tell(QueueEntry entry) {
        if (entry.getPosition() != told && entry.getPosition() > 0) {
            told = entry.getPosition();
            err.println("Waiting as " + Wording.id(entry.getName()) + ", position " + told);
            err.flush();
        }
    }
}
