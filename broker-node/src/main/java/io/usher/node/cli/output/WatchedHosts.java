package io.usher.node.cli.output;

import io.usher.proto.v1.Host;
import io.usher.proto.v1.HostEvent;
import io.usher.proto.v1.WatchHostsResponse;
import java.util.List;
import java.util.Optional;

/** Changes of hosts: a row each for people, a message a line for programs. */
public final class WatchedHosts {
    private final Printer printer;
    private final Optional<StreamedTable> table;

    public WatchedHosts(Printer printer) {
        this.printer = printer;
        this.table = printer.isForPeople()
                ? Optional.of(new StreamedTable(
                        printer,
                        "TIME     ",
                        "REVISION",
                        "CHANGE       ",
                        "HOST        ",
                        "STATE",
                        "LOGON  ",
                        "CPU  ",
                        "MEMORY"))
                : Optional.empty();
    }

    /** Shows what a message says. Messages that only tell of progress are for programs. */
    public void show(WatchHostsResponse response) {
        if (printer.format() == OutputFormat.NAME) {
            response.getEventsList()
                    .forEach(event -> printer.line(event.getHost().getName()));
        } else if (table.isPresent()) {
            response.getEventsList().forEach(event -> table.get().add(row(response, event)));
        } else {
            printer.streamed(response);
        }
    }

    private static List<Cell> row(WatchHostsResponse response, HostEvent event) {
        Host host = event.getHost();
        return List.of(
                Cell.of(Wording.timeOfDay(response.getHeader().getLogTime())),
                Cell.of(Long.toString(response.getHeader().getRevision())),
                Cell.of(Wording.word(event.getChange())),
                Cell.of(Wording.id(host.getName())),
                HostView.state(host),
                Cell.of(Wording.word(host.getLogonControl())),
                Cell.of(HostView.cpu(host.getLoad())),
                Cell.of(HostView.memory(host.getLoad())));
    }
}
