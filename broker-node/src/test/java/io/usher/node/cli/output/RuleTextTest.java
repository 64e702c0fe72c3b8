package io.usher.node.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.usher.proto.v1.FilterEffect;
import io.usher.proto.v1.FilterRule;
import io.usher.proto.v1.FilterRule.Criterion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextTest {

    @Test
    void readsCriteriaAndTheirObjects() {
        FilterRule rule = RuleText.parse("staff: allow; group=staff|auditors; not client-os=windows*;"
                + " time=mon-fri 08:00-18:00 +01:00|sat 09:00-12:00 utc");

        assertThat(rule.getRuleId()).isEqualTo("staff");
        assertThat(rule.getEffect()).isEqualTo(FilterEffect.FILTER_EFFECT_ALLOW);
        assertThat(rule.getCriteriaList())
                .containsExactly(
                        criterion(Criterion.Kind.KIND_GROUP, false, "staff", "auditors"),
                        criterion(Criterion.Kind.KIND_CLIENT_OS, true, "windows*"),
                        criterion(
                                Criterion.Kind.KIND_TIME, false, "mon-fri 08:00-18:00 +01:00", "sat 09:00-12:00 utc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "everybody: deny",
                "staff: allow; group=staff|auditors; client-address=10.0.0.0/8|2001:db8::/32",
                "no-kiosks: deny; not client-name=kiosk-*; gateway=gw-1; user=anna"
            })
    void writesARuleAsItIsRead(String text) {
        assertThat(RuleText.of(RuleText.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "staff", "staff: maybe", ": allow", "staff: allow; group", "staff: allow; shoe=42"})
    void saysWhatARuleLooksLike(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleText.parse(text))
                .withMessageContaining("must");
    }

    private static Criterion criterion(Criterion.Kind kind, boolean negated, String... objects) {
        Criterion.Builder criterion = Criterion.newBuilder().setKind(kind).setNegated(negated);
        for (String object : objects) {
            criterion.addObjects(object);
        }
        return criterion.build();
    }
}
