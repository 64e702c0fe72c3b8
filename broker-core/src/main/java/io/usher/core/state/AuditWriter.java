package io.usher.core.state;

import io.usher.core.command.Answer;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.command.Reply;
import io.usher.core.event.Event;
import io.usher.core.model.Action;
import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.Former;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Says what a command that somebody answers for is about to change. Reads the state as it was before. */
public final class AuditWriter {

    private static final int MAX_TEXT = 200;

    /** Parts that change with every change tell nothing. */
    private static final List<String> FOLLOWING = List.of("changed", "created", "configured", "begins");

    /** What takes more is not kept, and its change cannot be taken back. */
    private static final int MAX_FORMER = 4_096;

    private final BrokerView before;
    private final List<AuditChange> changes = new ArrayList<>();
    private boolean hasMore;
    private Optional<Former> former = Optional.empty();

    private AuditWriter(BrokerView before) {
        this.before = before;
    }

    /** The entry of a command, without its hash; empty for everyday commands and for those that change nothing. */
    public static Optional<AuditEntry> entry(
            BrokerView before, CommandContext context, Command command, Reply reply, List<Event> events) {
        if (command.isEveryday() || events.isEmpty() || !(reply instanceof Answer)) {
            return Optional.empty();
        }
        AuditWriter writer = new AuditWriter(before);
        for (Event event : events) {
            if (writer.hasMore) {
                break;
            }
            writer.take(event);
        }
        return Optional.of(new AuditEntry(
                context.position(),
                context.now(),
                context.origin(),
                command.getClass().getSimpleName(),
                writer.changes,
                writer.hasMore,
                Reversal.needsFormer(command) ? writer.former : Optional.empty(),
                ""));
    }

    private void take(Event event) {
        if (event instanceof Event.SiteChanged e) {
            differ("sites/" + e.site().id(), before.site(), Optional.of(e.site()));
        } else if (event instanceof Event.BrokerChanged e) {
            differ("brokers/" + e.broker().id(), before.broker(e.broker().id()), Optional.of(e.broker()));
        } else if (event instanceof Event.PoolChanged e) {
            differ("pools/" + e.pool().id(), before.pool(e.pool().id()), Optional.of(e.pool()));
        } else if (event instanceof Event.PoolDeleted e) {
            differ("pools/" + e.pool(), before.pool(e.pool()), Optional.empty());
        } else if (event instanceof Event.ResourceChanged e) {
            differ(
                    "resources/" + e.resource().id(),
                    before.resource(e.resource().id()),
                    Optional.of(e.resource()));
        } else if (event instanceof Event.ResourceDeleted e) {
            differ("resources/" + e.resource(), before.resource(e.resource()), Optional.empty());
        } else if (event instanceof Event.FolderChanged e) {
            differ("folders/" + e.folder().id(), before.folder(e.folder().id()), Optional.of(e.folder()));
        } else if (event instanceof Event.FolderDeleted e) {
            differ("folders/" + e.folder(), before.folder(e.folder()), Optional.empty());
        } else {
            takeOther(event);
        }
    }

    private void takeOther(Event event) {
        if (event instanceof Event.ScheduleChanged e) {
            differ(
                    "schedules/" + e.schedule().id(),
                    before.schedule(e.schedule().id()),
                    Optional.of(e.schedule()));
        } else if (event instanceof Event.ScheduleDeleted e) {
            differ("schedules/" + e.schedule(), before.schedule(e.schedule()), Optional.empty());
        } else if (event instanceof Event.RoleGranted e) {
            add("roles/" + e.grant().identity(), "role", "", e.grant().role().name());
        } else if (event instanceof Event.RoleRevoked e) {
            add("roles/" + e.grant().identity(), "role", e.grant().role().name(), "");
        } else {
            takeOfHosts(event);
        }
    }

    private void takeOfHosts(Event event) {
        if (event instanceof Event.BindingChanged e) {
            add(
                    "hosts/" + e.binding().host(),
                    "owner",
                    "",
                    RecordText.text(e.binding().owner()));
        } else if (event instanceof Event.BindingRemoved e) {
            Optional<HostBinding> binding = before.bindings().find(e.host());
            binding.ifPresent(this::keep);
            String owner = binding.map(known -> RecordText.text(known.owner())).orElse("");
            add("hosts/" + e.host(), "owner", owner, "");
        } else if (event instanceof Event.HostChanged e) {
            // What the host reports is not what somebody changed.
            differ(
                    "hosts/" + e.host().id(),
                    before.host(e.host().id()).map(Host::settings),
                    Optional.of(e.host().settings()));
        } else if (event instanceof Event.HostRemoved e) {
            differ("hosts/" + e.host(), before.host(e.host()).map(Host::settings), Optional.empty());
        } else if (event instanceof Event.SessionChanged e) {
            Session session = e.session();
            String state = before.session(session.id())
                    .map(known -> known.state().name())
                    .orElse("");
            add("sessions/" + session.id(), "state", state, session.state().name());
        } else if (event instanceof Event.ActionChanged e) {
            Action action = e.action();
            add(
                    "hosts/" + action.host(),
                    "action",
                    "",
                    action.kind() + " " + action.outcome().state());
        }
    }

    private void differ(String object, Optional<? extends Record> old, Optional<? extends Record> now) {
        old.ifPresent(this::keep);
        Map<String, String> was = old.map(RecordText::fields).orElseGet(TreeMap::new);
        Map<String, String> is = now.map(RecordText::fields).orElseGet(TreeMap::new);
        Set<String> names = new LinkedHashSet<>(is.keySet());
        // Only a list of one kind can be empty, and records keep their order.
        names.addAll(was.keySet());
        for (String name : names) {
            if (!FOLLOWING.contains(name)) {
                add(object, name, was.getOrDefault(name, ""), is.getOrDefault(name, ""));
            }
        }
    }

    private void keep(Record old) {
        if (former.isEmpty()
                && old instanceof Former known
                && RecordText.text(old).length() <= MAX_FORMER) {
            former = Optional.of(known);
        }
    }

    private void add(String object, String field, String was, String is) {
        if (was.equals(is)) {
            return;
        }
        if (changes.size() >= Limits.AUDIT_CHANGES) {
            hasMore = true;
        } else {
            changes.add(new AuditChange(object, field, shortened(was), shortened(is)));
        }
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        // Half a character has no bytes in UTF-8.
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end) + "...";
    }
}
