package io.usher.node.api.mapping;

import io.usher.core.command.CreateResource;
import io.usher.core.model.Filter;
import io.usher.core.model.FolderId;
import io.usher.core.model.LabelPolicy;
import io.usher.core.model.PoolId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceLimit;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.Route;
import io.usher.proto.v1.CreateResourceRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Published desktops and applications. */
public final class ResourceMapping {

    /** Fields that administrators may change. */
    public static final Set<String> MUTABLE = Set.of(
            "display_name",
            "state",
            "maintenance_message",
            "pools",
            "command_line",
            "concurrent_user_limit",
            "over_concurrent_user_limit",
            "folder",
            "filter_rules",
            "default_effect",
            "routes",
            "required_labels",
            "preferred_labels",
            "prefer_client_zone");

    private static final EnumMapping<ResourceKind, io.usher.proto.v1.Resource.Kind> KINDS =
            EnumMapping.of(ResourceKind.class, io.usher.proto.v1.Resource.Kind.class, "KIND_");
    private static final EnumMapping<ResourceState, io.usher.proto.v1.Resource.State> STATES =
            EnumMapping.of(ResourceState.class, io.usher.proto.v1.Resource.State.class, "STATE_");
    /** Stands in for the pools while the other fields are checked by the core's own record. */
    private static final List<PoolId> ANY_POOL = List.of(new PoolId("any"));

    private ResourceMapping() {}

    /** Reads the request; throws {@link InvalidFieldsException}. */
    public static CreateResource toCommand(CreateResourceRequest request) {
        FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
        Supplier<ResourceId> id = checks.check("resource_id", () -> new ResourceId(request.getResourceId()));
        Supplier<ResourceKind> kind = checks.check(
                "resource.kind", () -> KINDS.toCore(request.getResource().getKind()));
        Supplier<ResourceSettings> settings = settings(checks, request.getResource());
        checkCommandLine(checks, request.getResource());
        return checks.result(() -> new CreateResource(id.get(), kind.get(), settings.get()));
    }

    /** Reads what administrators set on a resource whose kind is known to be right. */
    public static Supplier<ResourceSettings> settings(FieldChecks checks, io.usher.proto.v1.Resource resource) {
        Supplier<ResourceState> state = checks.check("resource.state", () -> stateOf(resource.getState()));
        Supplier<String> displayName = checks.check(
                "resource.display_name",
                () -> texts(resource.getDisplayName(), "", "").displayName());
        Supplier<String> message = checks.check(
                "resource.maintenance_message",
                () -> texts("", resource.getMaintenanceMessage(), "").maintenanceMessage());
        Supplier<String> commandLine = checks.check(
                "resource.command_line",
                () -> texts("", "", resource.getCommandLine()).commandLine());
        Supplier<List<PoolId>> pools = checks.check("resource.pools", () -> pools(resource.getPoolsList()));
        Supplier<ResourceLimit> limit = LimitMapping.resourceLimit(checks, resource);
        Supplier<Optional<FolderId>> folder =
                checks.check("resource.folder", () -> Names.optional(resource.getFolder(), Names::folder));
        Supplier<Filter> filter =
                FilterMapping.filter(checks, "resource", resource.getFilterRulesList(), resource.getDefaultEffect());
        Supplier<List<Route>> routes = RouteMapping.routes(checks, "resource.routes", resource.getRoutesList());
        Supplier<LabelPolicy> labels = LabelMapping.policy(checks, resource);
        return () -> new ResourceSettings(
                displayName.get(),
                state.get(),
                message.get(),
                pools.get(),
                commandLine.get(),
                limit.get(),
                folder.get(),
                filter.get(),
                routes.get(),
                labels.get());
    }

    /** The state, which is enabled where none is told. */
    static ResourceState stateOf(io.usher.proto.v1.Resource.State state) {
        return state == io.usher.proto.v1.Resource.State.STATE_UNSPECIFIED
                ? ResourceState.ENABLED
                : STATES.toCore(state);
    }

    static io.usher.proto.v1.Resource.Kind toProto(ResourceKind kind) {
        return KINDS.toProto(kind);
    }

    static io.usher.proto.v1.Resource.State toProto(ResourceState state) {
        return STATES.toProto(state);
    }

    /** An application must start something; a desktop starts itself. */
    public static void checkCommandLine(FieldChecks checks, io.usher.proto.v1.Resource resource) {
        boolean empty = resource.getCommandLine().isEmpty();
        if (resource.getKind() == io.usher.proto.v1.Resource.Kind.KIND_APPLICATION && empty) {
            checks.violate("resource.command_line", "must not be empty for an application, found nothing");
        }
        if (resource.getKind() == io.usher.proto.v1.Resource.Kind.KIND_DESKTOP && !empty) {
            checks.violate("resource.command_line", "must be empty for a desktop, found a text");
        }
    }

    private static List<PoolId> pools(List<String> names) {
        List<PoolId> pools = names.stream().map(Names::pool).toList();
        return new ResourceSettings("", ResourceState.ENABLED, "", pools, "").pools();
    }

    private static ResourceSettings texts(String displayName, String message, String commandLine) {
        return new ResourceSettings(displayName, ResourceState.ENABLED, message, ANY_POOL, commandLine);
    }

    public static io.usher.proto.v1.Resource toProto(Resource resource) {
        ResourceSettings settings = resource.settings();
        return io.usher.proto.v1.Resource.newBuilder()
                .setName(Names.of(resource.id()))
                .setKind(KINDS.toProto(resource.kind()))
                .setDisplayName(settings.displayName())
                .setState(STATES.toProto(settings.state()))
                .setMaintenanceMessage(settings.maintenanceMessage())
                .addAllPools(settings.pools().stream().map(Names::of).toList())
                .setCommandLine(settings.commandLine())
                .setConcurrentUserLimit(settings.limit().concurrentUserLimit())
                .setOverConcurrentUserLimit(
                        LimitMapping.toProto(settings.limit().overConcurrentUserLimit()))
                .setFolder(settings.folder().map(Names::of).orElse(""))
                .addAllFilterRules(FilterMapping.toProto(settings.filter()))
                .setDefaultEffect(FilterMapping.toProto(settings.filter().otherwise()))
                .addAllRoutes(RouteMapping.toProto(settings.routes()))
                .addAllRequiredLabels(LabelMapping.toProto(settings.labels().requiredLabels()))
                .addAllPreferredLabels(LabelMapping.toProto(settings.labels().preferredLabels()))
                .setPreferClientZone(settings.labels().preferClientZone())
                .setEtag(PoolMapping.etag(resource.changed()))
                .build();
    }
}
