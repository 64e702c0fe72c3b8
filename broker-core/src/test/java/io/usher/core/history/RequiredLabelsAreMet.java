package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.event.SessionChange;
import io.usher.core.model.Label;
import io.usher.core.model.Resource;
import io.usher.core.model.Session;
import java.util.List;
import java.util.Optional;

/** A new session is on a host that carries every label which its resource requires, whatever was preferred. */
final class RequiredLabelsAreMet implements Invariant {

    @Override
    public void check(Transition t) {
        for (Session session : t.sessions(SessionChange.GRANTED)) {
            List<Label> required = t.before().resources().stream()
                    .filter(resource -> session.subject().resource().equals(Optional.of(resource.id())))
                    .map(Resource::settings)
                    .findFirst()
                    .orElseThrow()
                    .labels()
                    .requiredLabels();
            assertThat(NaiveLabels.labels(t.before(), session.host())).containsAll(required);
        }
    }
}
