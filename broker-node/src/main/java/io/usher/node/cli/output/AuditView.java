package io.usher.node.cli.output;

import io.usher.proto.v1.AuditEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who changed what, in tables. */
public final class AuditView {
    private static final int MOST_IN_A_LINE = 3;

    private static final View<AuditEntry> VIEW = new View<>(
            AuditEntry::getPosition,
            List.of(
                    Column.of("TIME", entry -> Wording.time(entry.getAuditTime())),
                    Column.of("REVISION", entry -> entry.getPosition().replaceFirst("-.*", "")),
                    Column.of("WHO", AuditView::who),
                    Column.wide(
                            "ROLES",
                            entry -> entry.getRolesList().stream()
                                    .map(Wording::word)
                                    .collect(Collectors.joining(","))),
                    Column.of("FROM", AuditEntry::getAddress),
                    Column.wide("BROKER", AuditEntry::getBroker),
                    Column.of("COMMAND", AuditView::command),
                    Column.of("CHANGES", AuditView::changes),
                    Column.wide(
                            "HASH",
                            entry -> entry.getHash()
                                    .substring(0, Math.min(16, entry.getHash().length())))));

    private AuditView() {}

    public static View<AuditEntry> view() {
        return VIEW;
    }

    /** Entries as they come. */
    public static final class Streamed {
        private final Printer printer;
        private final Optional<StreamedTable> table;

        public Streamed(Printer printer) {
            this.printer = printer;
            this.table = printer.isForPeople()
                    ? Optional.of(new StreamedTable(
                            printer, "TIME                ", "WHO                  ", "COMMAND        ", "CHANGES"))
                    : Optional.empty();
        }

        /** Shows one. */
        public void show(AuditEntry entry) {
            if (printer.format() == OutputFormat.NAME) {
                printer.line(entry.getPosition());
            } else if (table.isPresent()) {
                table.get()
                        .add(List.of(
                                Cell.of(Wording.time(entry.getAuditTime())),
                                Cell.of(who(entry)),
                                Cell.of(command(entry)),
                                Cell.of(changes(entry))));
            } else {
                printer.streamed(entry);
            }
        }
    }

    private static String command(AuditEntry entry) {
        return entry.getReverts().isEmpty()
                ? entry.getCommand()
                : entry.getCommand() + " (reverts " + entry.getReverts().replaceFirst("-.*", "") + ")";
    }

    private static String who(AuditEntry entry) {
        return entry.getIdentity().isEmpty() ? "the brokers" : entry.getIdentity();
    }

    /** What was changed, where it is few enough for a line; else what was concerned. */
    private static String changes(AuditEntry entry) {
        Map<String, List<AuditEntry.Change>> byObject = entry.getChangesList().stream()
                .collect(Collectors.groupingBy(AuditEntry.Change::getObject, LinkedHashMap::new, Collectors.toList()));
        boolean isShort = entry.getChangesCount() <= MOST_IN_A_LINE;
        String told = byObject.entrySet().stream()
                .limit(MOST_IN_A_LINE)
                .map(changed -> changed.getKey() + (isShort ? texts(changed.getValue()) : ""))
                .collect(Collectors.joining("; "));
        int others = byObject.size() - MOST_IN_A_LINE;
        if (entry.getHasMore()) {
            return told + " and more";
        }
        return others > 0 ? told + " and " + others + " more" : told;
    }

    private static String texts(List<AuditEntry.Change> changes) {
        return changes.stream().map(AuditView::text).collect(Collectors.joining(", ", " ", ""));
    }

    private static String text(AuditEntry.Change change) {
        return change.getField() + " " + quoted(change.getBefore()) + " -> " + quoted(change.getAfter());
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "''" : value;
    }
}
