package io.usher.node.api.mapping;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pairs the constants of an enum of the core with those of the API by their names, where the API's carry a prefix.
 *
 * @param <C> enum of the core
 * @param <P> enum of the API
 */
final class EnumMapping<C extends Enum<C>, P extends Enum<P>> {

    private final Map<C, P> toProto;
    private final Map<P, C> toCore;

    private EnumMapping(Map<C, P> toProto, Map<P, C> toCore) {
        this.toProto = toProto;
        this.toCore = toCore;
    }

    /** Pairs two enums, of which the API's knows all of the core's. */
    static <C extends Enum<C>, P extends Enum<P>> EnumMapping<C, P> of(Class<C> core, Class<P> proto, String prefix) {
        return of(core, proto, prefix, Set.of());
    }

    /**
     * Pairs two enums.
     *
     * @param untold constants of the core that the API does not know
     * @throws IllegalArgumentException when the API's enum lacks a constant of the core's
     */
    static <C extends Enum<C>, P extends Enum<P>> EnumMapping<C, P> of(
            Class<C> core, Class<P> proto, String prefix, Set<C> untold) {
        Map<C, P> toProto = new EnumMap<>(core);
        Map<P, C> toCore = new EnumMap<>(proto);
        for (C constant : core.getEnumConstants()) {
            if (untold.contains(constant)) {
                continue;
            }
            P counterpart = Enum.valueOf(proto, prefix + constant.name());
            toProto.put(constant, counterpart);
            toCore.put(counterpart, constant);
        }
        return new EnumMapping<>(toProto, toCore);
    }

    P toProto(C constant) {
        P counterpart = toProto.get(constant);
        if (counterpart == null) {
            throw new IllegalStateException("every constant was paired, found " + constant);
        }
        return counterpart;
    }

    /**
     * The core's constant.
     *
     * @throws IllegalArgumentException when the core has none: the value is not set, or of a later version
     */
    C toCore(P constant) {
        C counterpart = toCore.get(constant);
        if (counterpart == null) {
            throw new IllegalArgumentException(
                    "must be one of " + Arrays.toString(toCore.keySet().toArray()) + ", found " + constant);
        }
        return counterpart;
    }

    /** The API's constant; empty for one that the API does not know. */
    Optional<P> find(C constant) {
        return Optional.ofNullable(toProto.get(constant));
    }
}
