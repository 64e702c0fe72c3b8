package io.usher.node.cli.output;

import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.Decision;
import io.usher.proto.v1.Decision.Candidate;
import io.usher.proto.v1.Decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A decision as people read it: what was asked, what was found about each host, and why the chosen one won. */
public final class DecisionText {
    private DecisionText() {}

    /** Prints a decision for people. */
    public static void print(Decision decision, Printer printer) {
        printer.print(summary(decision, printer.table()));
        if (decision.getCandidatesCount() > 0) {
            printer.line("");
            printer.print(candidates(decision, printer));
        }
        long notShown = lookedAt(decision) - decision.getCandidatesCount();
        if (notShown > 0) {
            printer.line("(and " + notShown + " more, counted above)");
        }
    }

    private static Table summary(Decision decision, Table table) {
        table.addTexts("DECISION", Wording.id(decision.getName()));
        table.addTexts("TIME", Wording.time(decision.getDecisionTime()));
        table.addTexts("USER", decision.getUser());
        table.addTexts("RESOURCE", Wording.id(decision.getResource()));
        table.addTexts("CHOSEN", Wording.id(decision.getChosenHost()));
        table.addTexts("BECAUSE", because(decision));
        if (decision.getFiltersCount() > 0) {
            table.addTexts("RULES", RuleText.ofFindings(decision.getFiltersList()));
        }
        table.addTexts("METHOD", Wording.word(decision.getMethod()));
        table.addTexts("LOOKED-AT", counts(decision));
        decision.getLimitsList().forEach(finding -> table.addTexts("LIMIT", Wording.limit(finding)));
        if (decision.getLabelsCount() > 0) {
            table.addTexts("LABELS", LabelText.of(decision.getLabelsList()));
        }
        if (decision.getPoolsCount() > 0) {
            table.addTexts("POOLS", pools(decision));
        }
        return table;
    }

    private static String because(Decision decision) {
        return switch (decision.getRule()) {
            case RULE_RECONNECTED -> "the user's disconnected session was found again there";
            case RULE_EXISTING_SESSION -> "the user has a session there already";
            case RULE_PLACED -> "the pool's method chose it";
            case RULE_SHARED_SESSION -> "the user has a session of another application there, which serves both";
            case RULE_DEDICATED -> "the host belongs to the user or the device";
            case RULE_BOUND_HOST_UNAVAILABLE ->
                "the host that belongs to the user or the device cannot take the session, and no other may";
            case RULE_QUEUED -> "no host could take the session, so the user waits";
            case RULE_NO_SEAT -> "no host could take the session";
            case RULE_OVER_LIMIT -> "a limit on users was reached";
            case RULE_ACCESS_DENIED -> "a filtering rule keeps the user or the client out";
            case RULE_UNSPECIFIED, UNRECOGNIZED -> "of a rule that this version does not know";
        };
    }

    private static long lookedAt(Decision decision) {
        return decision.getCountsList().stream()
                .mapToLong(Decision.VerdictCount::getHosts)
                .sum();
    }

    private static String counts(Decision decision) {
        if (decision.getCountsCount() == 0) {
            return "";
        }
        String hosts = lookedAt(decision) == 1 ? "1 host: " : lookedAt(decision) + " hosts: ";
        return hosts + counts(decision.getCountsList());
    }

    /** The pools in order of preference: {@code desks: 2 full, then spare: 1 eligible}. */
    private static String pools(Decision decision) {
        return decision.getPoolsList().stream()
                .map(finding -> Wording.id(finding.getPool()) + ": "
                        + (finding.getCountsCount() == 0 ? "no host" : counts(finding.getCountsList())))
                .collect(Collectors.joining(", then "));
    }

    private static String counts(List<Decision.VerdictCount> counts) {
        return counts.stream()
                .map(count -> count.getHosts() + " " + Wording.word(count.getVerdict()))
                .collect(Collectors.joining(", "));
    }

    private static Table candidates(Decision decision, Printer printer) {
        boolean custom = decision.getCandidatesList().stream().anyMatch(candidate -> candidate.getCustomTerm() != 0);
        Table table = custom
                ? printer.table("HOST", "VERDICT", "SCORE", "SESSIONS", "MEMORY", "CPU", "CUSTOM", "WEIGHT", "WHY")
                : printer.table("HOST", "VERDICT", "SCORE", "SESSIONS", "MEMORY", "CPU", "WEIGHT", "WHY");
        boolean ratios = decision.getMethod() == BalancingMethod.BALANCING_METHOD_RESOURCE_BASED;
        long best = decision.getCandidatesList().stream()
                .filter(candidate -> candidate.getHost().equals(decision.getChosenHost()))
                .mapToLong(Candidate::getScore)
                .findFirst()
                .orElse(0);
        for (Candidate candidate : decision.getCandidatesList()) {
            boolean scored = candidate.getVerdict() == Verdict.VERDICT_ELIGIBLE
                    || candidate.getVerdict() == Verdict.VERDICT_DEMOTED;
            List<String> cells = new ArrayList<>(List.of(
                    Wording.id(candidate.getHost()),
                    Wording.word(candidate.getVerdict()),
                    scored ? Long.toString(candidate.getScore()) : "",
                    scored ? sessions(decision.getMethod(), candidate) : "",
                    scored && ratios ? Wording.perCent(candidate.getMemoryTerm()) : "",
                    scored && ratios ? Wording.perCent(candidate.getCpuTerm()) : ""));
            if (custom) {
                cells.add(scored && ratios ? Wording.perCent(candidate.getCustomTerm()) : "");
            }
            cells.add(scored ? weight(decision.getMethod(), candidate) : "");
            cells.add(why(decision, candidate, best));
            table.addTexts(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String sessions(BalancingMethod method, Candidate candidate) {
        return switch (method) {
            case BALANCING_METHOD_RESOURCE_BASED -> Wording.perCent(candidate.getSessionsTerm());
            case BALANCING_METHOD_LEAST_SESSIONS,
                    BALANCING_METHOD_BREADTH_FIRST,
                    BALANCING_METHOD_DEPTH_FIRST,
                    BALANCING_METHOD_WEIGHTED -> Long.toString(candidate.getSessionsTerm() / 1_000_000);
            case BALANCING_METHOD_ROUND_ROBIN, BALANCING_METHOD_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static String weight(BalancingMethod method, Candidate candidate) {
        return switch (method) {
            case BALANCING_METHOD_RESOURCE_BASED, BALANCING_METHOD_LEAST_SESSIONS, BALANCING_METHOD_WEIGHTED ->
                Integer.toString(candidate.getWeight());
            case BALANCING_METHOD_BREADTH_FIRST,
                    BALANCING_METHOD_DEPTH_FIRST,
                    BALANCING_METHOD_ROUND_ROBIN,
                    BALANCING_METHOD_UNSPECIFIED,
                    UNRECOGNIZED -> "";
        };
    }

    private static String why(Decision decision, Candidate candidate, long best) {
        return switch (candidate.getVerdict()) {
            case VERDICT_ELIGIBLE -> eligible(decision, candidate, best);
            case VERDICT_DEMOTED ->
                candidate.getHost().equals(decision.getChosenHost())
                        ? "chosen: no other has a seat, though its logons failed"
                        : "after all others: its logons failed";
            case VERDICT_LOST -> "silent for too long";
            case VERDICT_DISABLED -> "lets nobody in";
            case VERDICT_DRAINING -> "lets only reconnects in";
            case VERDICT_FULL -> "every seat taken";
            case VERDICT_LOGONS_PENDING -> "logons under way";
            case VERDICT_AWAITED -> "others wait for a seat in its pool";
            case VERDICT_USER_LIMIT -> "the user has as many sessions in its pool as are allowed";
            case VERDICT_BOUND -> "belongs to somebody else";
            case VERDICT_OCCUPIED -> "belongs to nobody yet and has a session";
            case VERDICT_REMOVED -> "was removed from the site";
            case VERDICT_UNSUITABLE -> "lacks a label that the resource requires";
            case VERDICT_UNSPECIFIED, UNRECOGNIZED -> "unknown to this version";
        };
    }

    private static String eligible(Decision decision, Candidate candidate, long best) {
        boolean roundRobin = decision.getMethod() == BalancingMethod.BALANCING_METHOD_ROUND_ROBIN;
        if (candidate.getHost().equals(decision.getChosenHost())) {
            if (decision.getRule() == Assignment.Rule.RULE_DEDICATED) {
                return "chosen: belongs to who asks";
            }
            return roundRobin ? "chosen: next in turn" : "chosen: lowest";
        }
        if (roundRobin) {
            return "later in turn";
        }
        long above = candidate.getScore() - best;
        return above == 0 ? "equal, later by name" : "higher by " + above;
    }
}
