package io.usher.node.cli.output;

import io.usher.proto.v1.UserResource;
import java.util.ArrayList;
import java.util.List;

/** Resources as a user sees them, in tables. */
public final class UserResourceView {

    private UserResourceView() {}

    /**
     * The columns.
     *
     * @param why whether to show what is for operators
     */
    public static View<UserResource> view(boolean why) {
        List<Column<UserResource>> columns = new ArrayList<>(List.of(
                Column.of("NAME", resource -> Wording.id(resource.getResource())),
                Column.of("KIND", resource -> Wording.word(resource.getKind())),
                Column.of("STATE", resource -> Wording.state(resource.getState()))));
        if (why) {
            columns.add(Column.of("VISIBLE", resource -> Wording.word(resource.getVisibility())));
            columns.add(Column.of("WHY", UserResourceView::why));
        }
        columns.add(Column.wide("MAINTENANCE-MESSAGE", UserResource::getMaintenanceMessage));
        columns.add(Column.of("FOLDER", resource -> String.join("/", resource.getFolderPathList())));
        columns.add(Column.of("DISPLAY-NAME", UserResource::getDisplayName));
        return new View<>(UserResource::getResource, columns);
    }

    private static String why(UserResource resource) {
        return switch (resource.getVisibility()) {
            case VISIBILITY_DISABLED -> resource.getStateOwner() + " is disabled";
            case VISIBILITY_ACCESS_DENIED, VISIBILITY_VISIBLE -> RuleText.ofFindings(resource.getFiltersList());
            case VISIBILITY_UNSPECIFIED, UNRECOGNIZED -> "unknown to this version";
        };
    }
}
