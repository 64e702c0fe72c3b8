package io.usher.node.cli.output;

import io.usher.proto.v1.ReplayResponse;

/** A replay as people read it: whether anything differs, and what. */
public final class ReplayText {
    private ReplayText() {}

    /** Prints a replay for people. */
    public static void print(ReplayResponse response, Printer printer) {
        Table summary = printer.table();
        summary.addTexts("REVISIONS", response.getFromRevision() + " to " + response.getToRevision());
        summary.addTexts("BEGUN-AT", "the state of revision " + response.getSnapshotRevision());
        summary.addTexts("COMMANDS", Long.toString(response.getCommands()));
        summary.addTexts("ASSIGNMENTS", Long.toString(response.getAssignments()));
        summary.addTexts("DIFFERENT", different(response));
        summary.addTexts("DIGEST", response.getDigest());
        if (response.hasStateAgrees()) {
            summary.addTexts(
                    "AGREES",
                    response.getStateAgrees()
                            ? "yes, the broker has this state"
                            : "NO: the broker has another state, which is a defect");
        }
        printer.print(summary);
        if (response.getDifferent() > 0) {
            printer.line("");
            printer.print(hosts(response, printer));
            printer.line("");
            printer.print(differences(response, printer));
        }
        long more = response.getDifferent() - response.getDifferencesCount();
        if (more > 0) {
            printer.line("(and " + more + " more)");
        }
    }

    private static String different(ReplayResponse response) {
        if (response.getDifferent() == 0) {
            return response.getSame() ? "none, and the states are the same" : "none";
        }
        return response.getDifferent() + ", of which " + response.getGrantedInstead()
                + " would have got a session and did not, " + response.getRefusedInstead()
                + " would not have got one and did";
    }

    private static Table hosts(ReplayResponse response, Printer printer) {
        Table table = printer.table("HOST", "ASSIGNED", "SUPPOSED");
        response.getHostsList()
                .forEach(host -> table.addTexts(
                        Wording.id(host.getHost()),
                        Integer.toString(host.getRecorded()),
                        Integer.toString(host.getSupposed())));
        return table;
    }

    private static Table differences(ReplayResponse response, Printer printer) {
        Table table = printer.table("DECISION", "USER", "RESOURCE", "WAS", "WOULD-BE");
        response.getDifferencesList()
                .forEach(difference -> table.addTexts(
                        Wording.id(difference.getDecision()),
                        difference.getUser(),
                        Wording.id(difference.getResource()),
                        difference.getRecorded().getDecision(),
                        difference.getSupposed().getDecision()));
        return table;
    }
}
