package io.usher.node.cli.output;

import io.usher.proto.v1.Resource;
import java.util.List;
import java.util.stream.Collectors;

/** Resources in tables. */
public final class ResourceView {
    private static final View<Resource> VIEW = new View<>(
            Resource::getName,
            List.of(
                    Column.of("NAME", resource -> Wording.id(resource.getName())),
                    Column.of("KIND", resource -> Wording.word(resource.getKind())),
                    Column.toned("STATE", ResourceView::state),
                    Column.of("POOLS", ResourceView::pools),
                    Column.wide("FOLDER", resource -> Wording.id(resource.getFolder())),
                    Column.wide(
                            "RULES",
                            resource -> RuleText.of(resource.getFilterRulesList(), resource.getDefaultEffect())),
                    Column.wide("COMMAND", Resource::getCommandLine),
                    Column.wide("MAINTENANCE-MESSAGE", Resource::getMaintenanceMessage),
                    Column.wide(
                            "USERS-LIMIT",
                            resource -> Wording.limit(
                                    resource.getConcurrentUserLimit(), resource.getOverConcurrentUserLimit())),
                    Column.wide("REQUIRED", resource -> LabelText.of(resource.getRequiredLabelsList())),
                    Column.wide("PREFERRED", LabelText::preferred),
                    Column.wide("ROUTES", resource -> RouteText.of(resource.getRoutesList())),
                    Column.wide("ETAG", Resource::getEtag),
                    Column.of("DISPLAY-NAME", Resource::getDisplayName)));

    private ResourceView() {}

    public static View<Resource> view() {
        return VIEW;
    }

    private static Cell state(Resource resource) {
        Cell.Tone tone = switch (resource.getState()) {
            case STATE_ENABLED -> Cell.Tone.GOOD;
            case STATE_MAINTENANCE -> Cell.Tone.ATTENTION;
            default -> Cell.Tone.NORMAL;
        };
        return new Cell(Wording.state(resource.getState()), tone);
    }

    private static String pools(Resource resource) {
        return resource.getPoolsList().stream().map(Wording::id).collect(Collectors.joining(","));
    }
}
