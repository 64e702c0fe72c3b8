package io.usher.core.command;

import io.usher.core.model.ScheduleId;

/** Forgets a schedule. What its steps did stays. */
public record DeleteSchedule(ScheduleId id) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
