package io.usher.node.cli.output;

import io.usher.proto.v1.SettingsChange;
import java.util.List;

/** What copying settings does, in a table. */
public final class SettingsChangeView {
    private static final View<SettingsChange> VIEW = new View<>(
            SettingsChange::getObject,
            List.of(
                    Column.of("OBJECT", SettingsChange::getObject),
                    Column.of("CHANGE", change -> Wording.word(change.getChange())),
                    Column.of("WHAT", SettingsChangeView::what),
                    Column.of("RESULT", change -> Wording.word(change.getResult()))));

    private SettingsChangeView() {}

    public static View<SettingsChange> view() {
        return VIEW;
    }

    private static String what(SettingsChange change) {
        return change.getNote().isEmpty() ? String.join(", ", change.getFieldsList()) : change.getNote();
    }
}
