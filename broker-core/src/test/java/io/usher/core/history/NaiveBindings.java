package io.usher.core.history;

import io.usher.core.command.AssignSession;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.core.model.Resource;
import io.usher.core.state.StateImage;
import java.util.Locale;
import java.util.Optional;

/** Which hosts belong to whom, looked through from the beginning. */
final class NaiveBindings {

    private NaiveBindings() {}

    static DedicationMode mode(StateImage image, PoolId pool) {
        return Recount.pool(image, pool).settings().dedication().dedicated();
    }

    /** The binding that counts for the asker: in the first pool of the resource where one has a host. */
    static Optional<HostBinding> own(StateImage image, AssignSession command, Resource resource) {
        for (PoolId pool : resource.settings().pools()) {
            for (HostBinding binding : image.bindings()) {
                if (binding.pool().equals(pool) && isOwner(mode(image, pool), command, binding)) {
                    return Optional.of(binding);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether hosts belong to devices and the asker's has no name. */
    static boolean isNameless(StateImage image, AssignSession command, Resource resource) {
        return command.client().name().isEmpty()
                && resource.settings().pools().stream().anyMatch(pool -> mode(image, pool) == DedicationMode.DEVICE);
    }

    /** Whether the host belongs to somebody, as its pool counts owners. */
    static boolean isTaken(StateImage image, PoolId pool, HostId host) {
        return image.bindings().stream()
                .anyMatch(binding -> binding.host().equals(host)
                        && binding.pool().equals(pool)
                        && binding.owner().ownerMode() == mode(image, pool));
    }

    static boolean isOwner(DedicationMode mode, AssignSession command, HostBinding binding) {
        if (mode == DedicationMode.OFF || binding.owner().ownerMode() != mode) {
            return false;
        }
        return mode == DedicationMode.USER
                ? binding.owner().ownerName().equals(command.user().value())
                : binding.owner().ownerName().equals(small(command.client().name()));
    }

    private static String small(String name) {
        return name.chars()
                .mapToObj(c -> c < 128 ? Character.toString(c).toLowerCase(Locale.ROOT) : Character.toString(c))
                .reduce("", String::concat);
    }
}
