package io.usher.node.api.mapping;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Decision;
import io.usher.core.model.PoolFinding;
import io.usher.core.model.Verdict;
import io.usher.core.model.VerdictCount;

/** Decisions. */
public final class DecisionMapping {

    private static final EnumMapping<Verdict, io.usher.proto.v1.Decision.Verdict> VERDICTS =
            EnumMapping.of(Verdict.class, io.usher.proto.v1.Decision.Verdict.class, "VERDICT_");

    private DecisionMapping() {}

    public static io.usher.proto.v1.Decision toProto(Decision decision) {
        io.usher.proto.v1.Decision.Builder builder = io.usher.proto.v1.Decision.newBuilder()
                .setName(Names.ofDecision(decision.position()))
                .setDecisionTime(Times.of(decision.time()))
                .setUser(decision.user().value())
                .setResource(Names.of(decision.resource()))
                .setRule(SessionMapping.toProto(decision.rule()))
                .setChosenHost(decision.chosen().map(Names::of).orElse(""));
        decision.method().ifPresent(method -> builder.setMethod(PoolMapping.toProto(method)));
        decision.candidates().forEach(candidate -> builder.addCandidates(toProto(candidate)));
        decision.counts().forEach(count -> builder.addCounts(toProto(count)));
        decision.limits().forEach(finding -> builder.addLimits(LimitMapping.toProto(finding)));
        decision.pools().forEach(finding -> builder.addPools(toProto(finding)));
        decision.filters().forEach(finding -> builder.addFilters(FilterMapping.toProto(finding, decision.resource())));
        builder.addAllLabels(LabelMapping.toProto(decision.labels()));
        return builder.build();
    }

    private static io.usher.proto.v1.Decision.Candidate toProto(CandidateVerdict candidate) {
        return io.usher.proto.v1.Decision.Candidate.newBuilder()
                .setHost(Names.of(candidate.host()))
                .setVerdict(VERDICTS.toProto(candidate.verdict()))
                .setScore(candidate.score())
                .setSessionsTerm(candidate.terms().sessions())
                .setMemoryTerm(candidate.terms().memory())
                .setCpuTerm(candidate.terms().cpu())
                .setCustomTerm(candidate.terms().custom())
                .setWeight(candidate.terms().weight())
                .build();
    }

    private static io.usher.proto.v1.Decision.PoolFinding toProto(PoolFinding finding) {
        return io.usher.proto.v1.Decision.PoolFinding.newBuilder()
                .setPool(Names.of(finding.pool()))
                .setMethod(PoolMapping.toProto(finding.method()))
                .addAllCounts(
                        finding.counts().stream().map(DecisionMapping::toProto).toList())
                .build();
    }

    private static io.usher.proto.v1.Decision.VerdictCount toProto(VerdictCount count) {
        return io.usher.proto.v1.Decision.VerdictCount.newBuilder()
                .setVerdict(VERDICTS.toProto(count.verdict()))
                .setHosts(count.hosts())
                .build();
    }
}
