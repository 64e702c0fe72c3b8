package io.usher.core.history;

import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CreateBinding;
import io.usher.core.command.DeleteBinding;
import io.usher.core.command.RemoveHost;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.DedicationPolicy;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Pools with dedicated hosts, and hosts that are given and taken by hand. */
final class BindingCommands {

    private static final List<String> DEVICES = List.of("LAPTOP-7", "laptop-7", "kiosk.example", "Ünit");

    private final Chance chance;

    BindingCommands(Chance chance) {
        this.chance = chance;
    }

    DedicationPolicy policy() {
        DedicationMode mode = chance.percent(80) ? DedicationMode.OFF : chance.oneOf(List.of(DedicationMode.values()));
        return new DedicationPolicy(
                mode, chance.percent(50) ? Optional.empty() : Optional.of(Duration.ofMinutes(chance.between(1, 3))));
    }

    Command create(BrokerView view) {
        HostId host = chance.oneOf(Names.HOSTS);
        PoolId pool = view.host(host)
                .map(Host::pool)
                .filter(known -> chance.percent(90))
                .orElseGet(() -> chance.oneOf(Names.POOLS));
        return new CreateBinding(pool, host, owner());
    }

    Command delete() {
        return new DeleteBinding(chance.oneOf(Names.HOSTS));
    }

    /** Somebody who owns a host asks for it; rather one whose host is gone, which is rare. */
    Command ask(BrokerView view) {
        List<HostBinding> owned = view.bindings().all().stream()
                .filter(binding -> view.pool(binding.pool())
                                .orElseThrow()
                                .settings()
                                .dedication()
                                .dedicated()
                        == binding.owner().ownerMode())
                .toList();
        if (owned.isEmpty()) {
            return create(view);
        }
        List<HostBinding> gone = owned.stream()
                .filter(binding -> view.host(binding.host()).isEmpty())
                .toList();
        HostBinding binding = chance.oneOf(gone.isEmpty() ? owned : gone);
        boolean isLost = view.host(binding.host()).filter(host -> !host.isUp()).isPresent();
        if (isLost && chance.percent(50)) {
            return new RemoveHost(binding.host());
        }
        List<ResourceId> served = view.resources().stream()
                .filter(resource -> resource.settings().pools().contains(binding.pool()))
                .map(Resource::id)
                .toList();
        String name = binding.owner().ownerName();
        boolean isUser = binding.owner().ownerMode() == DedicationMode.USER;
        return new AssignSession(
                isUser ? new UserName(name) : chance.oneOf(Names.USERS),
                chance.oneOf(served.isEmpty() ? Names.RESOURCES : served),
                new ClientInfo(isUser ? "" : name, ""));
    }

    private BindingOwner owner() {
        UserName user = chance.oneOf(Names.USERS);
        return chance.percent(60)
                ? new BindingOwner(DedicationMode.USER, user.value())
                : new BindingOwner(DedicationMode.DEVICE, chance.oneOf(DEVICES));
    }
}
