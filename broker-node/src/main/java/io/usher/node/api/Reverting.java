package io.usher.node.api;

import io.usher.core.command.Command;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Reversal;
import io.usher.proto.v1.ErrorReason;
import java.util.List;
import java.util.Optional;

/**
 * A change and the command that takes it back.
 *
 * @param entry the change
 * @param command takes it back
 */
record Reverting(AuditEntry entry, Command command) {

    /**
     * Finds a change and how to take it back.
     *
     * @param text its position, or its revision where one change stands there
     * @throws ApiException when it is not kept, cannot be taken back, or something came after it
     */
    static Reverting of(BrokerView view, String text) {
        List<AuditEntry> found = view.security().audit().stream()
                .filter(entry -> entry.position().toString().equals(text)
                        || Long.toString(entry.position().index()).equals(text))
                .toList();
        if (found.isEmpty()) {
            throw ApiException.of(ErrorReason.ERROR_REASON_CHANGE_NOT_FOUND, new Detail("position", text));
        }
        AuditEntry entry = found.get(0);
        if (found.size() > 1) {
            throw refused(
                    entry,
                    "several changes stand there, the first and the last at " + entry.position() + " and "
                            + found.get(found.size() - 1).position() + ", so that one must be named");
        }
        Command command = Reversal.of(entry)
                .map(Reversal::command)
                .orElseThrow(() -> refused(entry, "nothing undoes it, or what was before is not kept"));
        Optional<LogPosition> later = since(view, entry).filter(changed -> !changed.equals(entry.position()));
        if (later.isPresent()) {
            throw ApiException.of(
                    ErrorReason.ERROR_REASON_ETAG_MISMATCH,
                    new Detail("expected", entry.position().toString()),
                    new Detail("found", later.get().toString()));
        }
        return new Reverting(entry, command);
    }

    /** What is changed back. */
    String object() {
        return entry.changes().isEmpty() ? "" : entry.changes().get(0).object();
    }

    /** When that which is now to be removed was changed last; what it was updated to is compared by the core itself. */
    private static Optional<LogPosition> since(BrokerView view, AuditEntry entry) {
        String object = entry.changes().isEmpty() ? "" : entry.changes().get(0).object();
        String id = object.substring(object.indexOf('/') + 1);
        return switch (entry.command()) {
            case "CreatePool" -> view.pool(new PoolId(id)).map(Pool::changed);
            case "CreateResource" -> view.resource(new ResourceId(id)).map(Resource::changed);
            case "CreateFolder" -> view.folder(new FolderId(id)).map(Folder::changed);
            case "CreateSchedule" -> view.schedule(new ScheduleId(id)).map(Schedule::created);
            case "CreateBinding" -> view.bindings().find(new HostId(id)).map(HostBinding::changed);
            default -> Optional.empty();
        };
    }

    private static ApiException refused(AuditEntry entry, String why) {
        return ApiException.of(
                ErrorReason.ERROR_REASON_NOT_REVERTIBLE,
                new Detail("position", Long.toString(entry.position().index())),
                new Detail("command", entry.command()),
                new Detail("why", why));
    }
}
