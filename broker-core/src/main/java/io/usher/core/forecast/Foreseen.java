package io.usher.core.forecast;

import io.usher.core.command.RefusalReason;
import io.usher.core.model.Decision;
import io.usher.core.model.DecisionRule;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would happen.
 *
 * @param hosts all hosts, in order of id
 * @param granted logons that would get a session, by the rule that gave it
 * @param refused logons that would get none, by the reason
 * @param decision of the first logon that would be refused for want of a seat, else of the first that would be refused
 *     otherwise, else of the last one that would be granted
 */
public record Foreseen(
        List<HostForecast> hosts,
        Map<DecisionRule, Integer> granted,
        Map<RefusalReason, Integer> refused,
        Optional<Decision> decision)
        implements Forecast.Result {

    public Foreseen {
        hosts = List.copyOf(hosts);
        granted = copy(granted, DecisionRule.class);
        refused = copy(refused, RefusalReason.class);
    }

    /** In order of the constants. */
    private static <E extends Enum<E>> Map<E, Integer> copy(Map<E, Integer> counts, Class<E> type) {
        EnumMap<E, Integer> copy = new EnumMap<>(type);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }
}
