package io.usher.core.command;

import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.ScheduleId;

/**
 * Does the next step of a schedule. Proposed by the primary, which knows when it recurs; refused for a step that was
 * done, so that it is done once whichever brokers lead.
 *
 * @param created which schedule of that id is meant
 * @param occurrence when the occurrence starts
 * @param step place of the step among the steps, from 0
 */
public record RunScheduleStep(ScheduleId id, LogPosition created, LogTime occurrence, int step) implements Command {

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
