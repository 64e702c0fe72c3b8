package io.usher.core.model;

import java.util.OptionalInt;

/** A setting in effect and where it was set. */
public record EffectiveValue(int value, SettingOrigin origin) {

    /** The nearest that is set. */
    static EffectiveValue nearest(OptionalInt host, OptionalInt pool, OptionalInt site, int fallback) {
        if (host.isPresent()) {
            return new EffectiveValue(host.getAsInt(), SettingOrigin.HOST);
        }
        if (pool.isPresent()) {
            return new EffectiveValue(pool.getAsInt(), SettingOrigin.POOL);
        }
        return site.isPresent()
                ? new EffectiveValue(site.getAsInt(), SettingOrigin.SITE)
                : new EffectiveValue(fallback, SettingOrigin.DEFAULT);
    }
}
