package io.usher.node.api;

import io.grpc.Context;
import io.usher.core.model.Origin;
import java.util.Optional;
import java.util.function.Supplier;

/** Who made a call that one broker passes on to another. */
public final class CallOrigin {

    private static final Context.Key<Optional<Origin>> KEY = Context.keyWithDefault("origin", Optional.empty());

    private CallOrigin() {}

    /** Who made the present call at another broker; empty for a call that was made here. */
    public static Optional<Origin> passedOn() {
        return KEY.get();
    }

    /** The present context, on behalf of whoever made a call at another broker. For the peer address alone. */
    public static Context with(Origin origin) {
        return Context.current().withValue(KEY, Optional.of(origin));
    }

    /** Does something on behalf of whoever made a call. */
    static <T> T on(Optional<Origin> origin, Supplier<T> work) {
        Context context = Context.current().withValue(KEY, origin);
        Context before = context.attach();
        try {
            return work.get();
        } finally {
            context.detach(before);
        }
    }
}
