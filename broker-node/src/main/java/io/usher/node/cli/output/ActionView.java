package io.usher.node.cli.output;

import io.usher.proto.v1.Action;
import java.time.Instant;
import java.util.List;

/** Actions in tables. */
public final class ActionView {
    private ActionView() {}

    /** Creates the view of a moment, from which ages count. */
    public static View<Action> at(Instant now) {
        return new View<>(
                Action::getName,
                List.of(
                        Column.of("NAME", action -> Wording.id(action.getName())),
                        Column.of("ACTION", action -> Wording.word(action.getKind())),
                        Column.of("SESSION", action -> Wording.id(action.getSession())),
                        Column.of("USER", Action::getUser),
                        Column.of("HOST", action -> Wording.id(action.getHost())),
                        Column.toned("STATE", ActionView::state),
                        Column.of("SINCE", action -> Wording.age(action.getStateTime(), now)),
                        Column.of("REASON", Action::getReason),
                        Column.wide("TITLE", Action::getTitle),
                        Column.wide("TEXT", Action::getText),
                        Column.wide("EXPIRES", action -> Wording.time(action.getExpireTime())),
                        Column.wide("REVISION", action -> Long.toString(action.getRevision()))));
    }

    private static Cell state(Action action) {
        Cell.Tone tone = switch (action.getState()) {
            case STATE_DONE -> Cell.Tone.GOOD;
            case STATE_PENDING -> Cell.Tone.ATTENTION;
            case STATE_FAILED, STATE_TIMED_OUT -> Cell.Tone.BAD;
            default -> Cell.Tone.NORMAL;
        };
        return new Cell(Wording.state(action.getState()), tone);
    }
}
