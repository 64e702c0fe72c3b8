package io.usher.node.replication.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.command.Answer;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.Reply;
import io.usher.proto.internal.v1.ReplyRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyCodecTest {

    static List<Reply> replies() {
        return Samples.replies();
    }

    @ParameterizedTest
    @MethodSource("replies")
    void readsWhatItWrote(Reply reply) {
        assertThat(ReplyCodec.decode(ReplyCodec.encode(reply))).isEqualTo(reply);
    }

    @Test
    void hasASampleOfEveryReply() {
        Set<Class<?>> sampled = Samples.replies().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(sampled)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(Refusal.class), Arrays.stream(Answer.class.getPermittedSubclasses()))
                                .toList());
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void hasACodeForEveryReason(RefusalReason reason) {
        assertThat(ReplyCodec.decode(ReplyCodec.encode(reason))).isEqualTo(reason);
    }

    @Test
    void refusesAReplyOfANewerVersion() {
        assertThatThrownBy(() -> ReplyCodec.decode(ReplyRecord.getDefaultInstance()))
                .isInstanceOf(FormatException.class);
    }
}
