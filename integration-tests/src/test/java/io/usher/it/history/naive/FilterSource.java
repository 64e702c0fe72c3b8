package io.usher.it.history.naive;

import io.usher.core.command.Command;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.UpdateFolder;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.Criterion;
import io.usher.core.model.CriterionKind;
import io.usher.core.model.Filter;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.FilterRule;
import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;
import io.usher.core.model.GroupName;
import io.usher.core.model.LogPosition;
import io.usher.core.model.ResourceState;
import io.usher.core.model.Route;
import io.usher.core.model.RouteKind;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Folders, filters and clients that they are about, by chance. */
final class FilterSource {

    private static final int FOLDERS = 3;
    private static final List<String> GROUPS = List.of("staff", "guests", "nurses");

    private final Random chance;

    FilterSource(Random chance) {
        this.chance = chance;
    }

    Command folderCommand() {
        FolderId id = new FolderId("f" + chance.nextInt(FOLDERS));
        return switch (chance.nextInt(5)) {
            case 0 -> new DeleteFolder(id);
            case 1 -> new UpdateFolder(id, Optional.empty(), settings());
            case 2 -> new UpdateFolder(id, Optional.of(new LogPosition(3, 0)), settings());
            default -> new CreateFolder(id, settings());
        };
    }

    Optional<FolderId> folder() {
        return chance.nextInt(3) == 0 ? Optional.of(new FolderId("f" + chance.nextInt(FOLDERS))) : Optional.empty();
    }

    ClientInfo client() {
        return new ClientInfo(
                oneOf(List.of("", "pc0", "pc1", "pc2", "pc1", "PC2")),
                oneOf(List.of("", "10.1.2.3", "192.0.2.9", "2001:db8::5")),
                oneOf(List.of("", "Windows 11", "Linux 6.1")),
                oneOf(List.of("", "gw-1")));
    }

    List<GroupName> groups() {
        return GROUPS.stream()
                .filter(name -> chance.nextInt(3) == 0)
                .map(GroupName::new)
                .toList();
    }

    /** Mostly none, else every resource would be out of everybody's reach. */
    Filter filter() {
        if (chance.nextInt(3) != 0) {
            return Filter.NONE;
        }
        List<FilterRule> rules = IntStream.range(0, chance.nextInt(4))
                .mapToObj(n -> new FilterRule("r" + n, effect(), criteria()))
                .toList();
        return new Filter(rules, effect());
    }

    private FolderSettings settings() {
        ResourceState state = oneOf(List.of(
                ResourceState.ENABLED, ResourceState.ENABLED, ResourceState.MAINTENANCE, ResourceState.DISABLED));
        return new FolderSettings("", state, "back at " + chance.nextInt(3), folder(), filter());
    }

    List<Route> routes() {
        return chance.nextInt(3) == 0
                ? List.of(
                        new Route(RouteKind.GATEWAY, "gw:" + (1 + chance.nextInt(3))), new Route(RouteKind.DIRECT, ""))
                : List.of();
    }

    private FilterEffect effect() {
        return chance.nextInt(3) == 0 ? FilterEffect.DENY : FilterEffect.ALLOW;
    }

    private List<Criterion> criteria() {
        return IntStream.range(0, chance.nextInt(3))
                .mapToObj(n -> criterion(oneOf(List.of(CriterionKind.values()))))
                .toList();
    }

    private Criterion criterion(CriterionKind kind) {
        List<String> objects = switch (kind) {
            case USER -> List.of("u1", "u2", "u3", "u4");
            case GROUP -> GROUPS;
            case CLIENT_NAME -> List.of("pc1", "PC*", "*2");
            case CLIENT_OS -> List.of("windows*", "linux ?.1");
            case CLIENT_ADDRESS -> List.of("10.0.0.0/8", "192.0.2.8/30", "2001:db8::/32");
            case GATEWAY -> List.of("gw-?");
            // Log time begins some minutes after midnight on a Thursday.
            case TIME -> List.of("thu 00:00-00:20 utc", "wed 22:00-19:00 -05:00", "fri-wed 00:00-24:00 utc");
        };
        return new Criterion(kind, chance.nextInt(4) == 0, List.of(oneOf(objects), oneOf(objects)));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }
}
