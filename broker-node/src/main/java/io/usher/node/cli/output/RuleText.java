package io.usher.node.cli.output;

import io.usher.proto.v1.FilterEffect;
import io.usher.proto.v1.FilterFinding;
import io.usher.proto.v1.FilterRule;
import io.usher.proto.v1.FilterRule.Criterion;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Filtering rules as one line: {@code staff: allow; group=staff|auditors; not client-os=windows*}. Criteria are apart
 * by semicolons and joined by AND, objects apart by bars and joined by OR.
 */
public final class RuleText {

    private static final String FORM =
            "a rule must look like 'ID: allow|deny; KIND=OBJECT|OBJECT; not KIND=OBJECT', such as"
                    + " 'staff: allow; group=staff|auditors; client-address=10.0.0.0/8'";
    private static final String NOT = "not ";

    private RuleText() {}

    /**
     * Reads a rule.
     *
     * @throws IllegalArgumentException when it has not that form; the broker checks the objects
     */
    public static FilterRule parse(String text) {
        List<String> parts =
                Arrays.stream(text.split(";", -1)).map(String::strip).toList();
        String head = parts.get(0);
        int colon = head.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(FORM + ", found '" + text + "'");
        }
        FilterRule.Builder rule = FilterRule.newBuilder()
                .setRuleId(head.substring(0, colon).strip())
                .setEffect(effect(head.substring(colon + 1).strip()));
        parts.stream().skip(1).forEach(part -> rule.addCriteria(criterion(part)));
        return rule.build();
    }

    private static FilterEffect effect(String word) {
        return switch (word) {
            case "allow" -> FilterEffect.FILTER_EFFECT_ALLOW;
            case "deny" -> FilterEffect.FILTER_EFFECT_DENY;
            default -> throw new IllegalArgumentException(FORM + ", found '" + word + "' for allow or deny");
        };
    }

    private static Criterion criterion(String text) {
        boolean negated = text.startsWith(NOT);
        String rest = negated ? text.substring(NOT.length()).strip() : text;
        int equal = rest.indexOf('=');
        if (equal < 1) {
            throw new IllegalArgumentException(FORM + ", found '" + text + "' for a criterion");
        }
        return Criterion.newBuilder()
                .setKind(kind(rest.substring(0, equal).strip()))
                .setNegated(negated)
                .addAllObjects(Arrays.stream(rest.substring(equal + 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .build();
    }

    private static Criterion.Kind kind(String word) {
        List<Criterion.Kind> kinds = EnumSet.allOf(Criterion.Kind.class).stream()
                .filter(kind -> kind != Criterion.Kind.UNRECOGNIZED && kind != Criterion.Kind.KIND_UNSPECIFIED)
                .toList();
        return kinds.stream()
                .filter(kind -> Wording.word(kind).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a criterion must be about one of "
                        + kinds.stream().map(Wording::word).collect(Collectors.joining(", ")) + ", found '" + word
                        + "'"));
    }

    /** The rule as it is read. */
    public static String of(FilterRule rule) {
        String head = rule.getRuleId() + ": " + Wording.word(rule.getEffect());
        return rule.getCriteriaList().stream()
                .map(criterion -> "; " + (criterion.getNegated() ? NOT : "") + Wording.word(criterion.getKind()) + "="
                        + String.join("|", criterion.getObjectsList()))
                .collect(Collectors.joining("", head, ""));
    }

    /** What filters said, outermost first: {@code folders/office staff allow, resources/writer default deny}. */
    static String ofFindings(List<FilterFinding> findings) {
        return findings.stream()
                .map(finding -> finding.getOwner() + " "
                        + (finding.getRuleId().isEmpty() ? "default" : finding.getRuleId()) + " "
                        + Wording.word(finding.getEffect()))
                .collect(Collectors.joining(", "));
    }

    /** All rules of a filter and its default, apart by bars; empty where everybody is let in without any rule. */
    static String of(List<FilterRule> rules, FilterEffect defaultEffect) {
        if (rules.isEmpty() && defaultEffect != FilterEffect.FILTER_EFFECT_DENY) {
            return "";
        }
        return rules.stream()
                .map(RuleText::of)
                .collect(Collectors.joining(
                        " / ", "", (rules.isEmpty() ? "" : " / ") + "default: " + Wording.word(defaultEffect)));
    }
}
