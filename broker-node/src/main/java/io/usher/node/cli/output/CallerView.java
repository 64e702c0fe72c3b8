package io.usher.node.cli.output;

import io.usher.proto.v1.CallerIdentity;
import java.util.List;
import java.util.stream.Collectors;

/** Whom a broker takes a caller for. */
public final class CallerView {
    private static final View<CallerIdentity> VIEW = new View<>(
            CallerIdentity::getIdentity,
            List.of(
                    Column.of("IDENTITY", CallerIdentity::getIdentity),
                    Column.of("ROLES", CallerView::roles),
                    Column.of("ADDRESS", CallerIdentity::getAddress),
                    Column.of("NAMES", caller -> String.join(", ", caller.getNamesList()))));

    private CallerView() {}

    public static View<CallerIdentity> view() {
        return VIEW;
    }

    private static String roles(CallerIdentity caller) {
        return caller.getRolesList().isEmpty()
                ? "none"
                : caller.getRolesList().stream().map(Wording::word).collect(Collectors.joining(", "));
    }
}
