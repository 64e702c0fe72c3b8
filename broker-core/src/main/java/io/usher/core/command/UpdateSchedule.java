package io.usher.core.command;

import io.usher.core.model.LogPosition;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleSettings;
import java.util.Optional;

/**
 * Replaces the settings of a schedule. Refused while an occurrence is under way: half of it would be of one plan and
 * half of another.
 *
 * @param expected the etag that the caller has seen; empty to overwrite whatever is there
 */
public record UpdateSchedule(ScheduleId id, Optional<LogPosition> expected, ScheduleSettings settings)
        implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
