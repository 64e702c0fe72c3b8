package io.usher.core.model;

import java.util.List;
import java.util.Optional;

/**
 * What administrators set on a schedule. When it recurs is for the primary to compute: the core keeps the text and sees
 * to it that nothing is done twice.
 *
 * @param pool whose hosts it is about
 * @param once when it starts; empty for one that recurs
 * @param recurrence when it starts, as a cron expression, at most 128 characters; empty for one that starts once
 * @param zone time zone of the recurrence, at most 64 characters
 * @param steps in order of offset, 1 to 16
 * @param belowMinimum whether fewer hosts may be left open than the pool's policy says; else such a step is given up
 */
public record ScheduleSettings(
        PoolId pool,
        Optional<LogTime> once,
        String recurrence,
        String zone,
        List<ScheduleStep> steps,
        boolean belowMinimum) {

    private static final int MAX_RECURRENCE = 128;
    private static final int MAX_ZONE = 64;
    private static final int MAX_STEPS = 16;

    public ScheduleSettings {
        Identifier.requireText("recurrence", recurrence, MAX_RECURRENCE);
        Identifier.requireText("zone", zone, MAX_ZONE);
        if (once.isPresent() != recurrence.isEmpty()) {
            throw new IllegalArgumentException("a schedule must start once or recur, found both or neither");
        }
        steps = List.copyOf(steps);
        Range.require("number of steps", steps.size(), 1, MAX_STEPS);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).offset().compareTo(steps.get(i - 1).offset()) < 0) {
                throw new IllegalArgumentException("steps must be in order of offset, found " + steps);
            }
        }
    }
}
