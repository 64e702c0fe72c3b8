package io.usher.core.command;

import io.usher.core.model.ScheduleId;
import io.usher.core.model.ScheduleSettings;

/** Plans maintenance. Refused when the id is taken. */
public record CreateSchedule(ScheduleId id, ScheduleSettings settings) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
