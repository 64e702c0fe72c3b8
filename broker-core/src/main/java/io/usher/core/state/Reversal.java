package io.usher.core.state;

import io.usher.core.command.Command;
import io.usher.core.command.ControlHostLogons;
import io.usher.core.command.CreateBinding;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteBinding;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.DeletePool;
import io.usher.core.command.DeleteResource;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.GrantRole;
import io.usher.core.command.RevokeRole;
import io.usher.core.command.UpdateFolder;
import io.usher.core.command.UpdateHost;
import io.usher.core.command.UpdatePool;
import io.usher.core.command.UpdateResource;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.command.UpdateSite;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.Former;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.HostSettings;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.Role;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.Site;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The command that takes a change back. It follows from the entry alone, so that a repeated request asks for the same
 * again. What updates an object expects it as the change left it: a later change is never overwritten.
 *
 * @param command takes it back
 */
public record Reversal(Command command) {

    /** A command that makes something, and the one that removes it by its id. */
    private record Making(String command, Function<String, Command> removal) {}

    private static final List<Making> MAKING = List.of(
            new Making(CreatePool.class.getSimpleName(), id -> new DeletePool(new PoolId(id))),
            new Making(CreateResource.class.getSimpleName(), id -> new DeleteResource(new ResourceId(id))),
            new Making(CreateFolder.class.getSimpleName(), id -> new DeleteFolder(new FolderId(id))),
            new Making(CreateSchedule.class.getSimpleName(), id -> new DeleteSchedule(new ScheduleId(id))),
            new Making(CreateBinding.class.getSimpleName(), id -> new DeleteBinding(new HostId(id))));

    /** Whether what was there before must be known to take such a command back. */
    public static boolean needsFormer(Command command) {
        return command instanceof UpdateSite
                || command instanceof UpdatePool
                || command instanceof DeletePool
                || command instanceof UpdateResource
                || command instanceof DeleteResource
                || command instanceof UpdateFolder
                || command instanceof DeleteFolder
                || command instanceof UpdateSchedule
                || command instanceof DeleteSchedule
                || command instanceof UpdateHost
                || command instanceof ControlHostLogons
                || command instanceof DeleteBinding;
    }

    /** The command that takes a change back; empty where there is none. */
    public static Optional<Reversal> of(AuditEntry entry) {
        Optional<Command> command = entry.former().isPresent()
                ? Optional.of(back(entry, entry.former().get()))
                : without(entry);
        return command.map(Reversal::new);
    }

    /** What was made is removed again, and what was given is taken. */
    private static Optional<Command> without(AuditEntry entry) {
        if (entry.changes().isEmpty()) {
            return Optional.empty();
        }
        String command = entry.command();
        if (command.equals(GrantRole.class.getSimpleName())) {
            return Optional.of(new RevokeRole(
                    new IdentityPattern(id(entry)),
                    Role.valueOf(entry.changes().get(0).after())));
        }
        if (command.equals(RevokeRole.class.getSimpleName())) {
            return Optional.of(new GrantRole(
                    new IdentityPattern(id(entry)),
                    Role.valueOf(entry.changes().get(0).before())));
        }
        return MAKING.stream()
                .filter(made -> made.command().equals(command))
                .findFirst()
                .map(made -> made.removal().apply(id(entry)));
    }

    private static Command back(AuditEntry entry, Former former) {
        boolean isGone = entry.command().startsWith("Delete");
        Optional<LogPosition> asLeft = Optional.of(entry.position());
        if (former instanceof Pool pool) {
            return isGone
                    ? new CreatePool(pool.id(), pool.description(), pool.settings())
                    : new UpdatePool(pool.id(), asLeft, pool.description(), pool.settings());
        }
        if (former instanceof Resource resource) {
            return isGone
                    ? new CreateResource(resource.id(), resource.kind(), resource.settings())
                    : new UpdateResource(resource.id(), asLeft, resource.settings());
        }
        if (former instanceof Folder folder) {
            return isGone
                    ? new CreateFolder(folder.id(), folder.settings())
                    : new UpdateFolder(folder.id(), asLeft, folder.settings());
        }
        if (former instanceof Schedule schedule) {
            return isGone
                    ? new CreateSchedule(schedule.id(), schedule.settings())
                    : new UpdateSchedule(schedule.id(), asLeft, schedule.settings());
        }
        if (former instanceof HostBinding binding) {
            return new CreateBinding(binding.pool(), binding.host(), binding.owner());
        }
        if (former instanceof HostSettings settings) {
            return new UpdateHost(new HostId(id(entry)), asLeft, settings);
        }
        Site site = (Site) former;
        return new UpdateSite(asLeft, site.displayName(), site.settings());
    }

    /** Names of identities may hold slashes. */
    private static String id(AuditEntry entry) {
        String object = entry.changes().get(0).object();
        return object.substring(object.indexOf('/') + 1);
    }
}
