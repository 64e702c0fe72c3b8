package io.usher.node.api.mapping;

import io.usher.core.model.Criterion;
import io.usher.core.model.CriterionKind;
import io.usher.core.model.Filter;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.FilterFinding;
import io.usher.core.model.FilterRule;
import io.usher.core.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Filtering rules. Names of users and groups in them are folded to lower case, as those of who asks are. */
public final class FilterMapping {

    private static final EnumMapping<FilterEffect, io.usher.proto.v1.FilterEffect> EFFECTS =
            EnumMapping.of(FilterEffect.class, io.usher.proto.v1.FilterEffect.class, "FILTER_EFFECT_");
    private static final EnumMapping<CriterionKind, io.usher.proto.v1.FilterRule.Criterion.Kind> KINDS =
            EnumMapping.of(CriterionKind.class, io.usher.proto.v1.FilterRule.Criterion.Kind.class, "KIND_");

    private FilterMapping() {}

    /**
     * Reads the filter of a resource or folder.
     *
     * @param object name of the field that holds it, such as "resource"
     */
    static Supplier<Filter> filter(
            FieldChecks checks,
            String object,
            List<io.usher.proto.v1.FilterRule> rules,
            io.usher.proto.v1.FilterEffect defaultEffect) {
        Supplier<FilterEffect> otherwise = checks.check(
                object + ".default_effect",
                () -> defaultEffect == io.usher.proto.v1.FilterEffect.FILTER_EFFECT_UNSPECIFIED
                        ? FilterEffect.ALLOW
                        : EFFECTS.toCore(defaultEffect));
        Supplier<List<FilterRule>> read = checks.check(object + ".filter_rules", () -> rules(rules));
        return () -> new Filter(read.get(), otherwise.get());
    }

    private static List<FilterRule> rules(List<io.usher.proto.v1.FilterRule> rules) {
        List<FilterRule> read = new ArrayList<>();
        for (io.usher.proto.v1.FilterRule rule : rules) {
            try {
                read.add(rule(rule));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("rule '" + rule.getRuleId() + "': " + e.getMessage(), e);
            }
        }
        return new Filter(read, FilterEffect.ALLOW).rules();
    }

    private static FilterRule rule(io.usher.proto.v1.FilterRule rule) {
        return new FilterRule(
                rule.getRuleId(),
                EFFECTS.toCore(rule.getEffect()),
                rule.getCriteriaList().stream().map(FilterMapping::criterion).toList());
    }

    private static Criterion criterion(io.usher.proto.v1.FilterRule.Criterion criterion) {
        CriterionKind kind = KINDS.toCore(criterion.getKind());
        return new Criterion(
                kind,
                criterion.getNegated(),
                criterion.getObjectsList().stream()
                        .map(object -> folded(kind, object))
                        .toList());
    }

    private static String folded(CriterionKind kind, String object) {
        return switch (kind) {
            case USER -> Names.user(object).value();
            case GROUP -> UserFacts.group(object).value();
            case CLIENT_NAME, CLIENT_OS, CLIENT_ADDRESS, GATEWAY, TIME -> object;
        };
    }

    static List<io.usher.proto.v1.FilterRule> toProto(Filter filter) {
        return filter.rules().stream().map(FilterMapping::toProto).toList();
    }

    private static io.usher.proto.v1.FilterRule toProto(FilterRule rule) {
        io.usher.proto.v1.FilterRule.Builder builder = io.usher.proto.v1.FilterRule.newBuilder()
                .setRuleId(rule.id())
                .setEffect(EFFECTS.toProto(rule.effect()));
        rule.criteria()
                .forEach(criterion -> builder.addCriteria(io.usher.proto.v1.FilterRule.Criterion.newBuilder()
                        .setKind(KINDS.toProto(criterion.kind()))
                        .setNegated(criterion.negated())
                        .addAllObjects(criterion.objects())));
        return builder.build();
    }

    static io.usher.proto.v1.FilterEffect toProto(FilterEffect effect) {
        return EFFECTS.toProto(effect);
    }

    /** What a filter said, with the name of the resource or folder whose it is. */
    static io.usher.proto.v1.FilterFinding toProto(FilterFinding finding, ResourceId resource) {
        return io.usher.proto.v1.FilterFinding.newBuilder()
                .setOwner(finding.folder().map(Names::of).orElseGet(() -> Names.of(resource)))
                .setRuleId(finding.rule().orElse(""))
                .setEffect(EFFECTS.toProto(finding.effect()))
                .build();
    }
}
