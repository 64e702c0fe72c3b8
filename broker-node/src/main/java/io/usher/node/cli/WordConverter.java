package io.usher.node.cli;

import com.google.protobuf.ProtocolMessageEnum;
import io.usher.node.cli.output.Wording;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.Counter;
import io.usher.proto.v1.Dedication;
import io.usher.proto.v1.FilterEffect;
import io.usher.proto.v1.LogLevel;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.OverLimitPolicy;
import io.usher.proto.v1.ReconnectMatch;
import io.usher.proto.v1.Role;
import io.usher.proto.v1.Schedule;
import io.usher.proto.v1.Session;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Enums of the API as words: {@code round-robin} for {@code BALANCING_METHOD_ROUND_ROBIN}. Also lists the words for
 * help and completion.
 */
abstract class WordConverter<E extends Enum<E> & ProtocolMessageEnum> implements ITypeConverter<E>, Iterable<String> {
    private final Class<E> type;

    private WordConverter(Class<E> type) {
        this.type = type;
    }

    @Override
    public final E convert(String value) {
        return values().stream()
                .filter(constant -> Wording.word(constant).equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of " + String.join(", ", words()) + ", found '" + value + "'"));
    }

    @Override
    public final Iterator<String> iterator() {
        return words().iterator();
    }

    private List<String> words() {
        return values().stream().map(Wording::word).toList();
    }

    private List<E> values() {
        return EnumSet.allOf(type).stream()
                .filter(constant -> !constant.name().equals("UNRECOGNIZED"))
                .filter(constant -> constant.getNumber() != 0)
                .toList();
    }

    static final class Level extends WordConverter<LogLevel> {
        Level() {
            super(LogLevel.class);
        }
    }

    static final class RoleWord extends WordConverter<Role> {
        RoleWord() {
            super(Role.class);
        }
    }

    static final class Method extends WordConverter<BalancingMethod> {
        Method() {
            super(BalancingMethod.class);
        }
    }

    static final class Dedicated extends WordConverter<Dedication> {
        Dedicated() {
            super(Dedication.class);
        }
    }

    static final class LoadCounter extends WordConverter<Counter> {
        LoadCounter() {
            super(Counter.class);
        }
    }

    static final class OverLimit extends WordConverter<OverLimitPolicy> {
        OverLimit() {
            super(OverLimitPolicy.class);
        }
    }

    static final class Reconnect extends WordConverter<ReconnectMatch> {
        Reconnect() {
            super(ReconnectMatch.class);
        }
    }

    static final class Maintenance extends WordConverter<Schedule.Action> {
        Maintenance() {
            super(Schedule.Action.class);
        }
    }

    static final class Logon extends WordConverter<LogonControl> {
        Logon() {
            super(LogonControl.class);
        }
    }

    static final class Effect extends WordConverter<FilterEffect> {
        Effect() {
            super(FilterEffect.class);
        }
    }

    static final class Kind extends WordConverter<io.usher.proto.v1.Resource.Kind> {
        Kind() {
            super(io.usher.proto.v1.Resource.Kind.class);
        }
    }

    static final class ResourceState extends WordConverter<io.usher.proto.v1.Resource.State> {
        ResourceState() {
            super(io.usher.proto.v1.Resource.State.class);
        }
    }

    static final class ActionState extends WordConverter<Action.State> {
        ActionState() {
            super(Action.State.class);
        }
    }

    static final class SessionState extends WordConverter<Session.State> {
        SessionState() {
            super(Session.State.class);
        }
    }
}
