package io.usher.node.api.mapping;

import io.usher.core.decide.Access;
import io.usher.core.model.FilterFacts;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceState;
import io.usher.core.state.BrokerView;
import io.usher.proto.v1.UserResource;
import io.usher.proto.v1.UserResource.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resources as a user sees them. */
public final class UserResourceMapping {

    private UserResourceMapping() {}

    /** Whether the user sees the resource, at least as one in maintenance. */
    public static boolean isVisible(BrokerView view, Resource resource, FilterFacts facts) {
        return visibility(Access.of(view, resource, facts)) == Visibility.VISIBILITY_VISIBLE;
    }

    /**
     * The resource as the user sees it.
     *
     * @param why whether to tell what is for operators
     */
    public static UserResource toProto(BrokerView view, Resource resource, FilterFacts facts, boolean why) {
        Access access = Access.of(view, resource, facts);
        UserResource.Builder builder = UserResource.newBuilder()
                .setResource(Names.of(resource.id()))
                .setKind(ResourceMapping.toProto(resource.kind()))
                .setDisplayName(resource.settings().displayName())
                .addAllFolderPath(path(view, resource.settings().folder()))
                .setState(ResourceMapping.toProto(access.state()))
                .setMaintenanceMessage(access.maintenanceMessage())
                .setVisibility(visibility(access));
        if (why) {
            builder.setStateOwner(access.stateOf().map(Names::of).orElseGet(() -> Names.of(resource.id())));
            access.findings().forEach(finding -> builder.addFilters(FilterMapping.toProto(finding, resource.id())));
        }
        return builder.build();
    }

    private static Visibility visibility(Access access) {
        if (access.state() == ResourceState.DISABLED) {
            return Visibility.VISIBILITY_DISABLED;
        }
        return access.isAllowed() ? Visibility.VISIBILITY_VISIBLE : Visibility.VISIBILITY_ACCESS_DENIED;
    }

    private static List<String> path(BrokerView view, Optional<FolderId> innermost) {
        List<String> path = new ArrayList<>();
        Optional<Folder> here = innermost.flatMap(view::folder);
        while (here.isPresent()) {
            String name = here.get().settings().displayName();
            path.add(0, name.isEmpty() ? here.get().id().value() : name);
            here = here.get().settings().parent().flatMap(view::folder);
        }
        return path;
    }
}
