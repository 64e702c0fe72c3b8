package io.usher.node.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Messages of the API as text for programs: the JSON that Protocol Buffers define, and the same as YAML. */
final class MessageText {
    /** Fields without presence are always there, so that programs need not know the defaults. */
    private static final JsonFormat.Printer JSON = JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

    private static final JsonMapper TREE = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private MessageText() {}

    /** JSON over several lines. */
    static String json(Message message) {
        return print(JSON, message);
    }

    /** JSON on one line. */
    static String jsonLine(Message message) {
        return print(JSON.omittingInsignificantWhitespace(), message);
    }

    static String jsonArray(List<? extends Message> messages) {
        return messages.stream().map(MessageText::json).collect(Collectors.joining(", ", "[", "]"));
    }

    static String yaml(Message message) {
        return yamlOf(json(message));
    }

    static String yamlArray(List<? extends Message> messages) {
        return yamlOf(jsonArray(messages));
    }

    private static String yamlOf(String json) {
        try {
            JsonNode tree = TREE.readTree(json);
            return YAML.writeValueAsString(tree).stripTrailing();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON of a message could not be written as YAML", e);
        }
    }

    private static String print(JsonFormat.Printer printer, Message message) {
        try {
            return printer.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "expected a message without Any, found "
                            + message.getDescriptorForType().getFullName(),
                    e);
        }
    }
}
