package io.usher.node.replication.codec;

import io.usher.core.command.Command;
import io.usher.core.command.CreateBinding;
import io.usher.core.command.DeleteBinding;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.DedicationPolicy;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.proto.internal.v1.BindingRecord;
import io.usher.proto.internal.v1.CreateBindingCommand;
import io.usher.proto.internal.v1.DedicationModeCode;
import io.usher.proto.internal.v1.DeleteBindingCommand;
import io.usher.proto.internal.v1.Envelope;
import io.usher.proto.internal.v1.PoolSettingsRecord;
import java.time.Duration;
import java.util.Optional;

/** Hosts that belong to somebody. */
final class BindingCodec {

    private BindingCodec() {}

    static void encode(DedicationPolicy policy, PoolSettingsRecord.Builder builder) {
        builder.setDedicated(Codes.DEDICATION_MODE.encode(policy.dedicated()));
        policy.bindingUnused().map(Duration::toMillis).ifPresent(builder::setBindingUnusedMillis);
    }

    static DedicationPolicy decode(PoolSettingsRecord settings) {
        boolean isOld = settings.getDedicated() == DedicationModeCode.DEDICATION_MODE_CODE_UNSPECIFIED;
        return new DedicationPolicy(
                isOld ? DedicationMode.OFF : Codes.DEDICATION_MODE.decode(settings.getDedicated()),
                settings.hasBindingUnusedMillis()
                        ? Optional.of(Duration.ofMillis(settings.getBindingUnusedMillis()))
                        : Optional.empty());
    }

    static BindingRecord encode(HostBinding binding) {
        return BindingRecord.newBuilder()
                .setHost(binding.host().value())
                .setPool(binding.pool().value())
                .setOwnerMode(Codes.DEDICATION_MODE.encode(binding.owner().ownerMode()))
                .setOwnerName(binding.owner().ownerName())
                .setUsedMillis(binding.used().epochMillis())
                .setChanged(ValueCodec.encode(binding.changed()))
                .build();
    }

    static HostBinding decode(BindingRecord binding) {
        return new HostBinding(
                new HostId(binding.getHost()),
                new PoolId(binding.getPool()),
                new BindingOwner(Codes.DEDICATION_MODE.decode(binding.getOwnerMode()), binding.getOwnerName()),
                new LogTime(binding.getUsedMillis()),
                ValueCodec.position(binding.getChanged()));
    }

    static CreateBindingCommand encode(CreateBinding command) {
        return CreateBindingCommand.newBuilder()
                .setPool(command.pool().value())
                .setHost(command.host().value())
                .setOwnerMode(Codes.DEDICATION_MODE.encode(command.owner().ownerMode()))
                .setOwnerName(command.owner().ownerName())
                .build();
    }

    static DeleteBindingCommand encode(DeleteBinding command) {
        return DeleteBindingCommand.newBuilder().setHost(command.host().value()).build();
    }

    /** Reads a command about bindings. */
    static Command command(Envelope envelope) {
        if (envelope.hasDeleteBinding()) {
            return new DeleteBinding(new HostId(envelope.getDeleteBinding().getHost()));
        }
        CreateBindingCommand create = envelope.getCreateBinding();
        return new CreateBinding(
                new PoolId(create.getPool()),
                new HostId(create.getHost()),
                new BindingOwner(Codes.DEDICATION_MODE.decode(create.getOwnerMode()), create.getOwnerName()));
    }
}
