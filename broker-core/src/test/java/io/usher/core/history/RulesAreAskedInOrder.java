package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.AssignSession;
import io.usher.core.event.Event.DecisionRecorded;
import io.usher.core.model.FilterFinding;
import io.usher.core.model.FolderId;
import io.usher.core.model.Resource;
import java.util.List;
import java.util.Optional;

/** Every decision names the filtering rule that the naive matcher finds, and goes as that rule says. */
final class RulesAreAskedInOrder implements Invariant {

    @Override
    public void check(Transition t) {
        for (DecisionRecorded recorded : t.events(DecisionRecorded.class)) {
            AssignSession command = t.asked().orElseThrow();
            Resource resource = t.before().resources().stream()
                    .filter(found -> found.id().equals(command.resource()))
                    .findFirst()
                    .orElseThrow();
            List<FilterFinding> filters = recorded.decision().filters();
            Optional<String> told =
                    filters.isEmpty() ? Optional.empty() : Optional.of(text(filters.get(filters.size() - 1)));
            assertThat(told)
                    .isEqualTo(NaiveAccess.lastWord(
                            t.before(), resource, command, t.outcome().time().epochMillis()));
        }
    }

    private static String text(FilterFinding finding) {
        return finding.folder().map(FolderId::value).orElse("") + "/"
                + finding.rule().orElse("-") + ": " + finding.effect();
    }
}
