package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.BrokerProfile;
import io.usher.core.model.Lead;
import java.util.List;

/** At most one broker is told to lead, and its term never falls. */
final class OneBrokerLeads implements Invariant {

    @Override
    public void check(Transition t) {
        List<Lead> before = leads(t.before().brokers());
        List<Lead> after = leads(t.after().brokers());
        assertThat(after).hasSizeLessThanOrEqualTo(1);
        if (!before.isEmpty()) {
            assertThat(after)
                    .as("once somebody leads, somebody is told to lead")
                    .hasSize(1);
            assertThat(after.get(0).term()).isGreaterThanOrEqualTo(before.get(0).term());
        }
    }

    private static List<Lead> leads(List<BrokerProfile> brokers) {
        return brokers.stream().flatMap(broker -> broker.lead().stream()).toList();
    }
}
