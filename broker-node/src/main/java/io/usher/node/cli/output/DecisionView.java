package io.usher.node.cli.output;

import io.usher.proto.v1.Decision;
import java.util.List;
import java.util.stream.Collectors;

/** Decisions in tables. */
public final class DecisionView {
    private static final View<Decision> VIEW = new View<>(
            Decision::getName,
            List.of(
                    Column.of("DECISION", decision -> Wording.id(decision.getName())),
                    Column.of("TIME", decision -> Wording.time(decision.getDecisionTime())),
                    Column.of("USER", Decision::getUser),
                    Column.of("RESOURCE", decision -> Wording.id(decision.getResource())),
                    Column.of("RULE", decision -> Wording.word(decision.getRule())),
                    Column.of("HOST", decision -> Wording.id(decision.getChosenHost())),
                    Column.of("LIMITS", DecisionView::limits)));

    private DecisionView() {}

    public static View<Decision> view() {
        return VIEW;
    }

    private static String limits(Decision decision) {
        return decision.getLimitsList().stream().map(Wording::limit).collect(Collectors.joining("; "));
    }
}
