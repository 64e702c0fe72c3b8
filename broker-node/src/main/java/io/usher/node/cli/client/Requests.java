package io.usher.node.cli.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Optional;

/** What every request of the API tells about itself through its field names. */
final class Requests {
    private static final String REQUEST_ID = "request_id";

    private Requests() {}

    /** Whether the request changes something: then, and only then, it carries a request id. */
    static boolean isMutation(Message request) {
        return request.getDescriptorForType().findFieldByName(REQUEST_ID) != null;
    }

    /** The request id that it has already. */
    static Optional<String> requestId(Message request) {
        return text(request, REQUEST_ID);
    }

    /** The same request under a request id. */
    static <Q extends Message> Q withRequestId(Q request, String requestId) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(REQUEST_ID);
        @SuppressWarnings("unchecked") // A builder builds the type that made it.
        Q changed = (Q) request.toBuilder().setField(field, requestId).build();
        return changed;
    }

    /** What the request is about, for error texts: {@code pools/office}, {@code pools} or nothing. */
    static String subject(Message request) {
        return text(request, "name")
                .or(() -> request.getDescriptorForType().getFields().stream()
                        .filter(field -> field.getName().endsWith("_id")
                                && !field.getName().equals(REQUEST_ID))
                        .findFirst()
                        .map(field -> collection(field) + "/" + request.getField(field)))
                .or(() -> text(request, "resource"))
                .or(() -> nestedName(request))
                .orElse("");
    }

    private static Optional<String> nestedName(Message request) {
        return request.getAllFields().values().stream()
                .filter(Message.class::isInstance)
                .map(Message.class::cast)
                .flatMap(nested -> text(nested, "name").stream())
                .findFirst();
    }

    private static String collection(FieldDescriptor idField) {
        return idField.getName().replaceFirst("_id$", "s");
    }

    private static Optional<String> text(Message message, String name) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
        return field == null || field.getType() != FieldDescriptor.Type.STRING
                ? Optional.empty()
                : Optional.of((String) message.getField(field)).filter(text -> !text.isEmpty());
    }
}
