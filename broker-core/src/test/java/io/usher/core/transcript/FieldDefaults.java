package io.usher.core.transcript;

import io.usher.core.model.AutoscalePolicy;
import io.usher.core.model.CounterWeights;
import io.usher.core.model.Counters;
import io.usher.core.model.DedicationPolicy;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Filter;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LabelPolicy;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogonFailures;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceLimit;
import io.usher.core.model.ResourceState;
import io.usher.core.model.ScheduleProgress;
import io.usher.core.model.ScoreTerms;
import io.usher.core.model.SessionPolicy;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.StandbySettings;
import io.usher.core.model.UserLimit;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a field is when it is not written: keeps transcripts to what a story is about. */
final class FieldDefaults {

    private static final Map<Class<?>, Record> BY_RECORD = Map.ofEntries(
            Map.entry(PoolSettings.class, PoolSettings.DEFAULTS),
            Map.entry(HostSettings.class, HostSettings.DEFAULTS),
            Map.entry(SiteSettings.class, SiteSettings.DEFAULTS),
            Map.entry(StandbySettings.class, StandbySettings.VOTES),
            Map.entry(Counters.class, Counters.ALL),
            Map.entry(CounterWeights.class, CounterWeights.EQUAL),
            Map.entry(ScoreTerms.class, ScoreTerms.NONE),
            Map.entry(SessionPolicy.class, SessionPolicy.ONE_PER_USER),
            Map.entry(UserLimit.class, UserLimit.NONE),
            Map.entry(AutoscalePolicy.class, AutoscalePolicy.NONE),
            Map.entry(DedicationPolicy.class, DedicationPolicy.NONE),
            Map.entry(LabelPolicy.class, LabelPolicy.NONE),
            Map.entry(ResourceLimit.class, ResourceLimit.NONE),
            Map.entry(Filter.class, Filter.NONE),
            Map.entry(ScheduleProgress.class, ScheduleProgress.NONE),
            Map.entry(LogonFailures.class, LogonFailures.NONE));

    private static final Map<Class<?>, Object> BY_TYPE = Map.ofEntries(
            Map.entry(String.class, ""),
            Map.entry(boolean.class, false),
            Map.entry(int.class, 0),
            Map.entry(long.class, 0L),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(OptionalInt.class, OptionalInt.empty()),
            Map.entry(List.class, List.of()),
            Map.entry(FeatureLevel.class, FeatureLevel.FIRST),
            Map.entry(LogPosition.class, LogPosition.NONE),
            Map.entry(ResourceKind.class, ResourceKind.DESKTOP),
            Map.entry(ResourceState.class, ResourceState.ENABLED));

    private FieldDefaults() {}

    /** The default of a component; empty for one that must be written. */
    static Optional<Object> of(Class<?> owner, RecordComponent component) {
        Record defaults = BY_RECORD.get(owner);
        return defaults != null
                ? Optional.of(Records.read(defaults, component))
                : Optional.ofNullable(BY_TYPE.get(component.getType()));
    }
}
