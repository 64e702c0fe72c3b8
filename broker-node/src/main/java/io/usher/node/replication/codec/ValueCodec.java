package io.usher.node.replication.codec;

import io.usher.core.model.Fence;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.SessionId;
import io.usher.proto.internal.v1.Position;

/** Positions and what is named by them. */
final class ValueCodec {

    private ValueCodec() {}

    static Position encode(LogPosition position) {
        return Position.newBuilder()
                .setIndex(position.index())
                .setOrdinal(position.ordinal())
                .build();
    }

    static Position encode(SessionId session) {
        return encode(session.created());
    }

    static Position encode(Fence fence) {
        return encode(fence.position());
    }

    static Position encode(HostIncarnation incarnation) {
        return encode(incarnation.registered());
    }

    static LogPosition position(Position position) {
        return new LogPosition(position.getIndex(), position.getOrdinal());
    }

    static SessionId session(Position position) {
        return new SessionId(position(position));
    }

    static Fence fence(Position position) {
        return new Fence(position(position));
    }

    static HostIncarnation incarnation(Position position) {
        return new HostIncarnation(position(position));
    }
}
