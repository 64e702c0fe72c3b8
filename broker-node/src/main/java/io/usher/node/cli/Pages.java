package io.usher.node.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.usher.node.cli.client.BrokerClient;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads all pages of a list. Every list of the API has the same fields for that. */
final class Pages {
    /** The most that a broker gives at once. */
    private static final int PAGE_SIZE = 1000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description = "Show at most so many; 0 for all. Default: ${DEFAULT-VALUE}.")
    private int limit;

    /**
     * Reads pages until there are no more, or the limit is reached, and puts them together under the first one's
     * header: a watch from its revision misses nothing.
     */
    <Q extends Message, A extends Message> A read(BrokerClient broker, MethodDescriptor<Q, A> method, Q request) {
        if (limit < 0) {
            throw new ParameterException(spec.commandLine(), "expected a --limit of 0 or more, found " + limit);
        }
        A whole = broker.call(method, page(request, "", 0));
        Object header = whole.getField(field(whole, "header"));
        while (!token(whole).isEmpty() && !isFull(count(whole))) {
            A next = broker.call(method, page(request, token(whole), count(whole)));
            whole = built(
                    whole,
                    whole.toBuilder()
                            .clearField(field(whole, "next_page_token"))
                            .mergeFrom(next)
                            .setField(field(whole, "header"), header));
        }
        return whole;
    }

    private <Q extends Message> Q page(Q request, String token, int have) {
        int size = limit > 0 ? Math.min(PAGE_SIZE, limit - have) : PAGE_SIZE;
        return built(
                request,
                request.toBuilder()
                        .setField(field(request, "page_size"), size)
                        .setField(field(request, "page_token"), token));
    }

    private boolean isFull(int count) {
        return limit > 0 && count >= limit;
    }

    private static String token(Message page) {
        return (String) page.getField(field(page, "next_page_token"));
    }

    private static int count(Message page) {
        return page.getDescriptorForType().getFields().stream()
                .filter(FieldDescriptor::isRepeated)
                .mapToInt(page::getRepeatedFieldCount)
                .sum();
    }

    private static FieldDescriptor field(Message message, String name) {
        return Objects.requireNonNull(message.getDescriptorForType().findFieldByName(name), name);
    }

    @SuppressWarnings("unchecked") // A builder builds the type that made it.
    private static <M extends Message> M built(M origin, Message.Builder changed) {
        return (M) origin.getClass().cast(changed.build());
    }
}
