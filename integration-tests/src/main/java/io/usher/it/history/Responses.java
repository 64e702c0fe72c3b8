package io.usher.it.history;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.QueueEntry;
import io.usher.proto.v1.ResponseHeader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what every response of the API has in common: a header first, then what was asked for. */
final class Responses {

    private Responses() {}

    /** The header, where the response has one. */
    static Optional<ResponseHeader> header(Message response) {
        FieldDescriptor field = response.getDescriptorForType().findFieldByName("header");
        return field == null ? Optional.empty() : Optional.of((ResponseHeader) response.getField(field));
    }

    /** What was asked for, without what a command alone cannot tell; an empty message where there is nothing. */
    static Message body(Message response) {
        for (FieldDescriptor field : response.getDescriptorForType().getFields()) {
            boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated();
            if (message && !field.getName().equals("header") && response.hasField(field)) {
                return comparable((Message) response.getField(field));
            }
        }
        return Empty.getDefaultInstance();
    }

    /** The id that makes the request safe to repeat; empty for a read. */
    static String requestId(Message request) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName("request_id");
        return field == null ? "" : (String) request.getField(field);
    }

    /**
     * Whether an error told what the model says. The API writes keys in lower case without blanks and shortens values.
     */
    static boolean agree(Map<String, String> expected, Map<String, String> told) {
        return expected.entrySet().stream().allMatch(detail -> {
            String found =
                    told.getOrDefault(detail.getKey().toLowerCase(Locale.ROOT).replace(' ', '_'), "");
            return found.endsWith("…")
                    ? detail.getValue().startsWith(found.substring(0, found.length() - 1))
                    : found.equals(detail.getValue());
        });
    }

    /** One line of text. */
    static String text(Message message) {
        String fields = TextFormat.printer().emittingSingleLine(true).printToString(message);
        return message.getDescriptorForType().getName() + " {" + fields.strip() + "}";
    }

    private static Message comparable(Message body) {
        if (body instanceof Assignment assignment) {
            // The broker that answers signs the ticket; its identity is the fence.
            return assignment.toBuilder().clearTicket().build();
        }
        if (body instanceof QueueEntry entry) {
            // The rest is read after the command, when others may have moved on.
            return QueueEntry.newBuilder()
                    .setName(entry.getName())
                    .setDeadline(entry.getDeadline())
                    .build();
        }
        if (body instanceof Pool pool) {
            return pool.toBuilder()
                    .clearHostCount()
                    .clearSessionCount()
                    .clearSeatCount()
                    .build();
        }
        if (body instanceof Host host) {
            return host.toBuilder()
                    .clearEffectiveMaxSessions()
                    .clearSessionCount()
                    .clearPendingCount()
                    .clearInFlightCount()
                    .build();
        }
        return body;
    }
}
