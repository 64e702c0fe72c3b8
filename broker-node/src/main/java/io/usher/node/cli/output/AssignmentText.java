package io.usher.node.cli.output;

import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import java.time.Instant;

/** An assignment as people read it. */
public final class AssignmentText {
    private AssignmentText() {}

    /** Prints an assignment with its ticket. */
    public static void print(AssignSessionResponse response, Printer printer, Instant now) {
        Assignment assignment = response.getAssignment();
        if (printer.isForNames()) {
            printer.line(assignment.getSession());
        } else if (printer.isForPeople()) {
            Table table = table(assignment, printer.table(), now);
            table.addTexts("TICKET", assignment.getTicket());
            printer.print(table);
        } else {
            printer.message(response);
        }
    }

    /** Its fields, a line each. */
    public static Table table(Assignment assignment, Table table, Instant now) {
        table.addTexts("SESSION", Wording.id(assignment.getSession()));
        table.addTexts("HOST", Wording.id(assignment.getHost()));
        table.addTexts("ENDPOINT", assignment.getEndpoint());
        if (assignment.getRoutesCount() > 0 && !isDirect(assignment)) {
            table.addTexts("ROUTES", RouteText.of(assignment.getRoutesList()));
        }
        table.addTexts("RULE", Wording.word(assignment.getRule()));
        table.addTexts("DECISION", Wording.id(assignment.getDecision()));
        assignment.getWarningsList().forEach(finding -> table.addTexts("WARNING", Wording.limit(finding)));
        table.addTexts(
                "EXPIRES",
                Wording.time(assignment.getTicketExpireTime()) + ", "
                        + Wording.until(assignment.getTicketExpireTime(), now));
        return table;
    }

    /** Where a client goes first. */
    public static String target(Assignment assignment) {
        return assignment.getRoutesCount() == 0
                ? assignment.getEndpoint()
                : assignment.getRoutes(0).getEndpoint();
    }

    private static boolean isDirect(Assignment assignment) {
        return assignment.getRoutesCount() == 1 && target(assignment).equals(assignment.getEndpoint());
    }
}
