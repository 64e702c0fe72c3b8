package io.usher.node.api.mapping;

import io.usher.core.command.CreateBinding;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.DedicationPolicy;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.proto.v1.Binding;
import io.usher.proto.v1.CreateBindingRequest;
import io.usher.proto.v1.Dedication;
import io.usher.proto.v1.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Hosts that belong to somebody. */
public final class BindingMapping {

    private static final EnumMapping<DedicationMode, Dedication> MODES =
            EnumMapping.of(DedicationMode.class, Dedication.class, "DEDICATION_");

    private BindingMapping() {}

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static CreateBinding toCommand(CreateBindingRequest request) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Binding binding = request.getBinding();
        Supplier<PoolId> pool = checks.check("binding.pool", () -> Names.pool(binding.getPool()));
        Supplier<HostId> host = checks.check("binding.host", () -> Names.host(binding.getHost()));
        Supplier<BindingOwner> owner = checks.check("binding.owner", () -> owner(binding));
        return checks.result(() -> new CreateBinding(pool.get(), host.get(), owner.get()));
    }

    private static BindingOwner owner(Binding binding) {
        return switch (binding.getOwnerCase()) {
            case USER -> user(binding.getUser());
            case DEVICE -> device(binding.getDevice());
            case OWNER_NOT_SET -> throw new IllegalArgumentException("must be a user or a device, found neither");
        };
    }

    /** The owner that a user is. */
    public static BindingOwner user(String name) {
        return new BindingOwner(DedicationMode.USER, Names.user(name).value());
    }

    /** The owner that a client machine is. */
    public static BindingOwner device(String name) {
        return new BindingOwner(DedicationMode.DEVICE, name);
    }

    static Supplier<DedicationPolicy> policy(FieldChecks checks, Pool pool) {
        Supplier<DedicationMode> mode = checks.check(
                "pool.dedicated",
                () -> pool.getDedicated() == Dedication.DEDICATION_UNSPECIFIED
                        ? DedicationMode.OFF
                        : MODES.toCore(pool.getDedicated()));
        Supplier<Optional<Duration>> unused = checks.check(
                "pool.binding_unused",
                () -> pool.hasBindingUnused()
                        ? unused(Times.duration(pool.getBindingUnused()))
                        : Optional.<Duration>empty());
        return () -> new DedicationPolicy(mode.get(), unused.get());
    }

    /** The bound is checked by the core's own record. */
    private static Optional<Duration> unused(Duration time) {
        return new DedicationPolicy(DedicationMode.OFF, Optional.of(time)).bindingUnused();
    }

    static void fill(DedicationPolicy policy, Pool.Builder builder) {
        builder.setDedicated(MODES.toProto(policy.dedicated()));
        policy.bindingUnused().map(Times::of).ifPresent(builder::setBindingUnused);
    }

    public static Binding toProto(HostBinding binding) {
        Binding.Builder builder = Binding.newBuilder()
                .setName(Names.ofBinding(binding.host()))
                .setHost(Names.of(binding.host()))
                .setPool(Names.of(binding.pool()))
                .setUsedTime(Times.of(binding.used()));
        return binding.owner().ownerMode() == DedicationMode.USER
                ? builder.setUser(binding.owner().ownerName()).build()
                : builder.setDevice(binding.owner().ownerName()).build();
    }
}
