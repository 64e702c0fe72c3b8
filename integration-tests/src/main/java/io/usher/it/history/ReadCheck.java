package io.usher.it.history;

import com.google.protobuf.Message;
import io.usher.it.client.Outcome;
import io.usher.it.history.naive.NaiveModel;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.GetSessionResponse;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.ListHostsRequest;
import io.usher.proto.v1.ListHostsResponse;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.ListSessionsResponse;
import io.usher.proto.v1.ReadConsistency;
import io.usher.proto.v1.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares reads with the model at the revision that they state. Lists are compared where they are one page without
 * filters; other reads are not looked at, and neither is a read that found nothing, since it states no revision.
 */
final class ReadCheck {

    private ReadCheck() {}

    static boolean isRead(Operation operation) {
        Message request = operation.request();
        boolean known = request instanceof GetSessionRequest
                || request instanceof ListSessionsRequest
                || request instanceof ListHostsRequest;
        return known && operation.outcome() instanceof Outcome.Answered<?>;
    }

    static boolean isLinearizableRead(Operation operation) {
        return isRead(operation) && consistency(operation.request()) != ReadConsistency.READ_CONSISTENCY_STALE;
    }

    private static ReadConsistency consistency(Message request) {
        if (request instanceof GetSessionRequest get) {
            return get.getConsistency();
        }
        return request instanceof ListSessionsRequest list
                ? list.getConsistency()
                : ((ListHostsRequest) request).getConsistency();
    }

    /** The revision that an answered read states. */
    static long revision(Operation read) {
        return Responses.header(answer(read)).orElseThrow().getRevision();
    }

    /** Compares with the model as it is after the revision that the read states. */
    static List<Violation> compare(Operation read, NaiveModel model) {
        Message answer = answer(read);
        if (answer instanceof GetSessionResponse get) {
            Optional<Session> expected = model.session(get.getSession().getName());
            return differ(read, expected, Optional.of(get.getSession()));
        }
        if (answer instanceof ListSessionsResponse list && isWhole((ListSessionsRequest) read.request(), list)) {
            return differ(read, model.sessions(), list.getSessionsList());
        }
        boolean allHosts = answer instanceof ListHostsResponse list
                && list.getNextPageToken().isEmpty()
                && ((ListHostsRequest) read.request()).getPool().isEmpty();
        if (allHosts) {
            List<Host> expected = model.hosts().stream()
                    .sorted(Comparator.comparing(Host::getName))
                    .toList();
            return differ(read, expected, ((ListHostsResponse) answer).getHostsList());
        }
        return List.of();
    }

    private static boolean isWhole(ListSessionsRequest request, ListSessionsResponse response) {
        ListSessionsRequest unfiltered = ListSessionsRequest.newBuilder()
                .setPageSize(request.getPageSize())
                .setConsistency(request.getConsistency())
                .build();
        return request.equals(unfiltered) && response.getNextPageToken().isEmpty();
    }

    private static List<Violation> differ(Operation read, Object expected, Object found) {
        return expected.equals(found)
                ? List.of()
                : List.of(new Violation(
                        WitnessCheck.WRONG_READ, WitnessCheck.about(read) + ", the log says " + expected));
    }

    private static Message answer(Operation read) {
        return ((Outcome.Answered<? extends Message>) read.outcome()).answer();
    }
}
