package io.usher.node.cli.output;

import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import io.usher.proto.v1.WatchSessionsResponse;
import java.util.List;
import java.util.Optional;

/** Changes of sessions: a row each for people, a message a line for programs. */
public final class WatchedSessions {
    private final Printer printer;
    private final Optional<StreamedTable> table;

    public WatchedSessions(Printer printer) {
        this.printer = printer;
        this.table = printer.isForPeople()
                ? Optional.of(new StreamedTable(
                        printer,
                        "TIME     ",
                        "REVISION",
                        "CHANGE          ",
                        "SESSION ",
                        "USER        ",
                        "HOST        ",
                        "STATE"))
                : Optional.empty();
    }

    /** Shows what a message says. Messages that only tell of progress are for programs. */
    public void show(WatchSessionsResponse response) {
        if (printer.format() == OutputFormat.NAME) {
            response.getEventsList()
                    .forEach(event -> printer.line(event.getSession().getName()));
        } else if (table.isPresent()) {
            response.getEventsList().forEach(event -> table.get().add(row(response, event)));
        } else {
            printer.streamed(response);
        }
    }

    private static List<Cell> row(WatchSessionsResponse response, SessionEvent event) {
        Session session = event.getSession();
        return List.of(
                Cell.of(Wording.timeOfDay(response.getHeader().getLogTime())),
                Cell.of(Long.toString(response.getHeader().getRevision())),
                Cell.of(Wording.word(event.getChange())),
                Cell.of(Wording.id(session.getName())),
                Cell.of(session.getUser()),
                Cell.of(Wording.id(session.getHost())),
                SessionView.state(session));
    }
}
