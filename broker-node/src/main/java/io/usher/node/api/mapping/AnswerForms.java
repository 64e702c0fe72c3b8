package io.usher.node.api.mapping;

import io.usher.core.model.Resource;
import io.usher.core.model.UserName;
import io.usher.proto.v1.AnswerFormat;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.WatchAssignmentRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Forms of an assignment for clients that exist already, as far as they are asked for. */
public record AnswerForms(Set<AnswerFormat> wanted) {

    public AnswerForms {
        wanted = Set.copyOf(wanted);
    }

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static AnswerForms of(AssignSessionRequest request) {
        return new FieldChecks().required("formats", () -> new AnswerForms(formats(request.getFormatsList())));
    }

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static AnswerForms of(WatchAssignmentRequest request) {
        return new FieldChecks().required("formats", () -> new AnswerForms(formats(request.getFormatsList())));
    }

    private static Set<AnswerFormat> formats(List<AnswerFormat> formats) {
        for (AnswerFormat format : formats) {
            if (format == AnswerFormat.ANSWER_FORMAT_UNSPECIFIED || format == AnswerFormat.UNRECOGNIZED) {
                throw new IllegalArgumentException("must be load balance info or RDP file, found " + format);
            }
        }
        return new TreeSet<>(formats);
    }

    /** Whether the resource has to be known. */
    public boolean needResource() {
        return wanted.contains(AnswerFormat.ANSWER_FORMAT_RDP_FILE);
    }

    /** The assignment, ticket and all, with the forms that are wanted. */
    public Assignment addTo(Assignment assignment, UserName user, Optional<Resource> resource) {
        Assignment.Builder builder = assignment.toBuilder();
        if (wanted.contains(AnswerFormat.ANSWER_FORMAT_LOAD_BALANCE_INFO)) {
            builder.setLoadBalanceInfo(assignment.getTicket());
        }
        if (wanted.contains(AnswerFormat.ANSWER_FORMAT_RDP_FILE)) {
            builder.setRdpFile(RdpFile.of(assignment, user.value(), resource));
        }
        return builder.build();
    }
}
