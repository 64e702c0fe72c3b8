package io.usher.node.cli.output;

import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerEvent;
import io.usher.proto.v1.WatchBrokersResponse;
import java.util.List;
import java.util.Optional;

/** Changes of brokers: a row each for people, a message a line for programs. */
public final class WatchedBrokers {
    private final Printer printer;
    private final Optional<StreamedTable> table;

    public WatchedBrokers(Printer printer) {
        this.printer = printer;
        this.table = printer.isForPeople()
                ? Optional.of(new StreamedTable(
                        printer, "TIME     ", "REVISION", "CHANGE           ", "BROKER  ", "ADDRESS        ", "LEADS"))
                : Optional.empty();
    }

    /** Shows what a message says. Messages that only tell of progress are for programs. */
    public void show(WatchBrokersResponse response) {
        if (printer.format() == OutputFormat.NAME) {
            response.getEventsList()
                    .forEach(event -> printer.line(event.getBroker().getName()));
        } else if (table.isPresent()) {
            response.getEventsList().forEach(event -> table.get().add(row(response, event)));
        } else {
            printer.streamed(response);
        }
    }

    private static List<Cell> row(WatchBrokersResponse response, BrokerEvent event) {
        Broker broker = event.getBroker();
        return List.of(
                Cell.of(Wording.timeOfDay(response.getHeader().getLogTime())),
                Cell.of(Long.toString(response.getHeader().getRevision())),
                Cell.of(Wording.word(event.getChange())),
                Cell.of(Wording.id(broker.getName())),
                Cell.of(broker.getApiAddress()),
                BrokerView.leads(broker));
    }
}
