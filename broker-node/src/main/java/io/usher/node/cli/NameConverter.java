package io.usher.node.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes {@code office} and {@code pools/office} alike; the API gets the latter. */
abstract class NameConverter implements ITypeConverter<String> {
    private final String kind;
    private final String collection;

    private NameConverter(String kind, String collection) {
        this.kind = kind;
        this.collection = collection;
    }

    @Override
    public final String convert(String value) {
        String prefix = collection + "/";
        String id = value.startsWith(prefix) ? value.substring(prefix.length()) : value;
        if (id.isEmpty() || id.indexOf('/') >= 0) {
            throw new TypeConversionException(
                    "expected the name of a " + kind + ", such as ID or " + prefix + "ID, found '" + value + "'");
        }
        return prefix + id;
    }

    /** The bare id for a new object; {@code pools/office} is taken as {@code office}. */
    abstract static class IdConverter implements ITypeConverter<String> {
        private final NameConverter names;

        private IdConverter(NameConverter names) {
            this.names = names;
        }

        @Override
        public final String convert(String value) {
            return names.convert(value).substring(names.collection.length() + 1);
        }
    }

    static final class PoolId extends IdConverter {
        PoolId() {
            super(new Pool());
        }
    }

    static final class ResourceId extends IdConverter {
        ResourceId() {
            super(new Resource());
        }
    }

    static final class FolderId extends IdConverter {
        FolderId() {
            super(new Folder());
        }
    }

    static final class Folder extends NameConverter {
        Folder() {
            super("folder", "folders");
        }
    }

    static final class Pool extends NameConverter {
        Pool() {
            super("pool", "pools");
        }
    }

    static final class ScheduleId extends IdConverter {
        ScheduleId() {
            super(new Schedule());
        }
    }

    static final class Schedule extends NameConverter {
        Schedule() {
            super("schedule", "schedules");
        }
    }

    static final class QueueEntry extends NameConverter {
        QueueEntry() {
            super("queue entry", "queueEntries");
        }
    }

    static final class Binding extends NameConverter {
        Binding() {
            super("host", "bindings");
        }
    }

    static final class Host extends NameConverter {
        Host() {
            super("host", "hosts");
        }
    }

    static final class Resource extends NameConverter {
        Resource() {
            super("resource", "resources");
        }
    }

    static final class Session extends NameConverter {
        Session() {
            super("session", "sessions");
        }
    }

    static final class Decision extends NameConverter {
        Decision() {
            super("decision", "decisions");
        }
    }

    /** Either as lists show it: ids of sessions begin with s-, those of decisions are a bare place in the log. */
    static final class SessionOrDecision implements ITypeConverter<String> {
        private static final Pattern BARE_DECISION = Pattern.compile("[0-9]+-[0-9]+");

        @Override
        public String convert(String value) {
            return value.startsWith("decisions/")
                            || BARE_DECISION.matcher(value).matches()
                    ? new Decision().convert(value)
                    : new Session().convert(value);
        }
    }

    static final class Broker extends NameConverter {
        Broker() {
            super("broker", "brokers");
        }
    }
}
