package io.usher.node.cli.output;

import io.usher.proto.v1.Folder;
import java.util.List;

/** Folders in tables. */
public final class FolderView {
    private static final View<Folder> VIEW = new View<>(
            Folder::getName,
            List.of(
                    Column.of("NAME", folder -> Wording.id(folder.getName())),
                    Column.of("PARENT", folder -> Wording.id(folder.getParent())),
                    Column.toned("STATE", FolderView::state),
                    Column.wide("RULES", folder -> RuleText.of(folder.getFilterRulesList(), folder.getDefaultEffect())),
                    Column.wide("MAINTENANCE-MESSAGE", Folder::getMaintenanceMessage),
                    Column.wide("ETAG", Folder::getEtag),
                    Column.of("DISPLAY-NAME", Folder::getDisplayName)));

    private FolderView() {}

    public static View<Folder> view() {
        return VIEW;
    }

    private static Cell state(Folder folder) {
        Cell.Tone tone = switch (folder.getState()) {
            case STATE_ENABLED -> Cell.Tone.GOOD;
            case STATE_MAINTENANCE -> Cell.Tone.ATTENTION;
            default -> Cell.Tone.NORMAL;
        };
        return new Cell(Wording.state(folder.getState()), tone);
    }
}
