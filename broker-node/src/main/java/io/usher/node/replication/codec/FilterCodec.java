package io.usher.node.replication.codec;

import io.usher.core.model.Criterion;
import io.usher.core.model.Filter;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.FilterFinding;
import io.usher.core.model.FilterRule;
import io.usher.core.model.FolderId;
import io.usher.proto.internal.v1.CriterionRecord;
import io.usher.proto.internal.v1.FilterEffectCode;
import io.usher.proto.internal.v1.FilterFindingRecord;
import io.usher.proto.internal.v1.FilterRecord;
import io.usher.proto.internal.v1.FilterRuleRecord;
import java.util.Optional;

/** Filters and what they said. */
final class FilterCodec {

    private FilterCodec() {}

    static FilterRecord encode(Filter filter) {
        FilterRecord.Builder builder =
                FilterRecord.newBuilder().setOtherwise(Codes.FILTER_EFFECT.encode(filter.otherwise()));
        filter.rules().forEach(rule -> builder.addRules(encode(rule)));
        return builder.build();
    }

    private static FilterRuleRecord encode(FilterRule rule) {
        FilterRuleRecord.Builder builder =
                FilterRuleRecord.newBuilder().setId(rule.id()).setEffect(Codes.FILTER_EFFECT.encode(rule.effect()));
        rule.criteria()
                .forEach(criterion -> builder.addCriteria(CriterionRecord.newBuilder()
                        .setKind(Codes.CRITERION_KIND.encode(criterion.kind()))
                        .setNegated(criterion.negated())
                        .addAllObjects(criterion.objects())));
        return builder.build();
    }

    /** Reads a filter; one that was written before there were filters lets everybody in. */
    static Filter decode(FilterRecord filter) {
        FilterEffect otherwise = filter.getOtherwise() == FilterEffectCode.FILTER_EFFECT_CODE_UNSPECIFIED
                ? FilterEffect.ALLOW
                : Codes.FILTER_EFFECT.decode(filter.getOtherwise());
        return new Filter(
                filter.getRulesList().stream().map(FilterCodec::decode).toList(), otherwise);
    }

    private static FilterRule decode(FilterRuleRecord rule) {
        return new FilterRule(
                rule.getId(),
                Codes.FILTER_EFFECT.decode(rule.getEffect()),
                rule.getCriteriaList().stream()
                        .map(criterion -> new Criterion(
                                Codes.CRITERION_KIND.decode(criterion.getKind()),
                                criterion.getNegated(),
                                criterion.getObjectsList().stream().toList()))
                        .toList());
    }

    static FilterFindingRecord encode(FilterFinding finding) {
        FilterFindingRecord.Builder builder =
                FilterFindingRecord.newBuilder().setEffect(Codes.FILTER_EFFECT.encode(finding.effect()));
        finding.folder().map(FolderId::value).ifPresent(builder::setFolder);
        finding.rule().ifPresent(builder::setRule);
        return builder.build();
    }

    static FilterFinding decode(FilterFindingRecord finding) {
        return new FilterFinding(
                finding.hasFolder() ? Optional.of(new FolderId(finding.getFolder())) : Optional.empty(),
                finding.hasRule() ? Optional.of(finding.getRule()) : Optional.empty(),
                Codes.FILTER_EFFECT.decode(finding.getEffect()));
    }
}
