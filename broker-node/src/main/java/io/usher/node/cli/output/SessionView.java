package io.usher.node.cli.output;

import io.usher.proto.v1.Session;
import java.time.Instant;
import java.util.List;

/** Sessions in tables. */
public final class SessionView {
    private SessionView() {}

    /** Creates the view of a moment, from which ages count. */
    public static View<Session> at(Instant now) {
        return new View<>(
                Session::getName,
                List.of(
                        Column.of("NAME", session -> Wording.id(session.getName())),
                        Column.of("USER", Session::getUser),
                        Column.of("RESOURCE", session -> Wording.id(session.getResource())),
                        Column.wide("POOL", session -> Wording.id(session.getPool())),
                        Column.of("HOST", session -> Wording.id(session.getHost())),
                        Column.toned("STATE", SessionView::state),
                        Column.of("SINCE", session -> Wording.age(session.getStateTime(), now)),
                        Column.of("ACTION", session -> Wording.word(session.getPendingAction())),
                        Column.wide("CLIENT", SessionView::client),
                        Column.wide("END-REASON", session -> Wording.word(session.getEndReason())),
                        Column.wide("ARRIVED", session -> session.getTicketRedeemed() ? "yes" : "no"),
                        Column.wide("HOST-KEY", Session::getHostKey),
                        Column.wide("FENCE", Session::getFence),
                        Column.wide("REVISION", session -> Long.toString(session.getRevision())),
                        Column.wide("REQUEST-ID", Session::getRequestId)));
    }

    static Cell state(Session session) {
        Cell.Tone tone = switch (session.getState()) {
            case STATE_ACTIVE -> Cell.Tone.GOOD;
            case STATE_IDLE, STATE_DISCONNECTED -> Cell.Tone.ATTENTION;
            case STATE_LOST -> Cell.Tone.BAD;
            default -> Cell.Tone.NORMAL;
        };
        return new Cell(Wording.state(session.getState()), tone);
    }

    private static String client(Session session) {
        if (session.getClientName().isEmpty() || session.getClientAddress().isEmpty()) {
            return session.getClientName() + session.getClientAddress();
        }
        return session.getClientName() + "@" + session.getClientAddress();
    }
}
