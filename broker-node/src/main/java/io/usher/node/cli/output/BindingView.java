package io.usher.node.cli.output;

import io.usher.proto.v1.Binding;
import java.time.Instant;
import java.util.List;

/** Hosts that belong to somebody, in tables. */
public final class BindingView {
    private BindingView() {}

    /** Creates the view of a moment, from which times count. */
    public static View<Binding> at(Instant now) {
        return new View<>(
                Binding::getName,
                List.of(
                        Column.of("HOST", binding -> Wording.id(binding.getHost())),
                        Column.of("POOL", binding -> Wording.id(binding.getPool())),
                        Column.of("KIND", binding -> binding.hasUser() ? "user" : "device"),
                        Column.of("OWNER", binding -> binding.hasUser() ? binding.getUser() : binding.getDevice()),
                        Column.of("USED", binding -> Wording.age(binding.getUsedTime(), now) + " ago")));
    }
}
