package io.usher.node.replication.codec;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.Decision;
import io.usher.core.model.EffectiveHostPolicy;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostStatus;
import io.usher.core.model.Load;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonFailures;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolFinding;
import io.usher.core.model.PoolId;
import io.usher.core.model.Registration;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ScoreTerms;
import io.usher.core.model.Site;
import io.usher.core.model.SiteId;
import io.usher.core.model.UserName;
import io.usher.core.model.VerdictCount;
import io.usher.core.state.StateImage.Cursor;
import io.usher.proto.internal.v1.CandidateRecord;
import io.usher.proto.internal.v1.CursorRecord;
import io.usher.proto.internal.v1.DecisionRecord;
import io.usher.proto.internal.v1.HostRecord;
import io.usher.proto.internal.v1.HostStatusRecord;
import io.usher.proto.internal.v1.LoadRecord;
import io.usher.proto.internal.v1.PoolFindingRecord;
import io.usher.proto.internal.v1.PoolRecord;
import io.usher.proto.internal.v1.RegistrationRecord;
import io.usher.proto.internal.v1.ResourceRecord;
import io.usher.proto.internal.v1.SiteRecord;
import io.usher.proto.internal.v1.VerdictCountRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Rows of the tables, sessions aside. */
final class ModelCodec {

    private ModelCodec() {}

    static SiteRecord encode(Site site) {
        return SiteRecord.newBuilder()
                .setId(site.id().value())
                .setDisplayName(site.displayName())
                .setSettings(SettingsCodec.encode(site.settings()))
                .setFeatureLevel(FeatureLevelCodec.encode(site.featureLevel()))
                .setChanged(ValueCodec.encode(site.changed()))
                .build();
    }

    static Site decode(SiteRecord site) {
        return new Site(
                new SiteId(site.getId()),
                site.getDisplayName(),
                SettingsCodec.decode(site.getSettings()),
                FeatureLevelCodec.decode(site.getFeatureLevel()),
                ValueCodec.position(site.getChanged()));
    }

    static PoolRecord encode(Pool pool) {
        return PoolRecord.newBuilder()
                .setId(pool.id().value())
                .setDescription(pool.description())
                .setSettings(SettingsCodec.encode(pool.settings()))
                .setChanged(ValueCodec.encode(pool.changed()))
                .build();
    }

    static Pool decode(PoolRecord pool) {
        return new Pool(
                new PoolId(pool.getId()),
                pool.getDescription(),
                SettingsCodec.decode(pool.getSettings()),
                ValueCodec.position(pool.getChanged()));
    }

    static ResourceRecord encode(Resource resource) {
        return ResourceRecord.newBuilder()
                .setId(resource.id().value())
                .setKind(Codes.RESOURCE_KIND.encode(resource.kind()))
                .setSettings(SettingsCodec.encode(resource.settings()))
                .setChanged(ValueCodec.encode(resource.changed()))
                .build();
    }

    static Resource decode(ResourceRecord resource) {
        return new Resource(
                new ResourceId(resource.getId()),
                Codes.RESOURCE_KIND.decode(resource.getKind()),
                SettingsCodec.decode(resource.getSettings()),
                ValueCodec.position(resource.getChanged()));
    }

    static HostRecord encode(Host host) {
        Registration registration = host.registration();
        return HostRecord.newBuilder()
                .setId(host.id().value())
                .setPool(host.pool().value())
                .setSettings(SettingsCodec.encode(host.settings()))
                .setRegistration(RegistrationRecord.newBuilder()
                        .setIncarnation(ValueCodec.encode(registration.incarnation()))
                        .setAgentInstance(registration.agentInstance())
                        .setEndpoint(registration.endpoint()))
                .setStatus(encode(host.status()))
                .setChanged(ValueCodec.encode(host.changed()))
                .build();
    }

    private static HostStatusRecord encode(HostStatus status) {
        Load load = status.load();
        LoadRecord.Builder record = LoadRecord.newBuilder()
                .setCpuPermille(load.cpuPermille())
                .setMemoryUsedBytes(load.memoryUsedBytes())
                .setMemoryTotalBytes(load.memoryTotalBytes())
                .setReported(ValueCodec.encode(load.reported()))
                .addAllCustom(CounterCodec.encode(load.custom()));
        load.startingMilliseats().ifPresent(record::setStartingMilliseats);
        return HostStatusRecord.newBuilder()
                .setState(Codes.HOST_STATE.encode(status.state()))
                .setSinceMillis(status.since().epochMillis())
                .setLoad(record)
                .setEpoch(status.epoch())
                .setFailedLogons(status.failures().failedLogons())
                .setLatestFailureMillis(status.failures().latestFailure().epochMillis())
                .build();
    }

    static Host decode(HostRecord host) {
        RegistrationRecord registration = host.getRegistration();
        return new Host(
                new HostId(host.getId()),
                new PoolId(host.getPool()),
                SettingsCodec.decode(host.getSettings()),
                new Registration(
                        ValueCodec.incarnation(registration.getIncarnation()),
                        registration.getAgentInstance(),
                        registration.getEndpoint()),
                decode(host.getStatus()),
                ValueCodec.position(host.getChanged()));
    }

    private static HostStatus decode(HostStatusRecord status) {
        LoadRecord load = status.getLoad();
        return new HostStatus(
                Codes.HOST_STATE.decode(status.getState()),
                new LogTime(status.getSinceMillis()),
                new Load(
                        load.getCpuPermille(),
                        load.getMemoryUsedBytes(),
                        load.getMemoryTotalBytes(),
                        ValueCodec.position(load.getReported()),
                        CounterCodec.decode(load.getCustomList()),
                        load.hasStartingMilliseats()
                                ? OptionalInt.of(load.getStartingMilliseats())
                                : OptionalInt.empty()),
                status.getEpoch(),
                new LogonFailures(status.getFailedLogons(), new LogTime(status.getLatestFailureMillis())));
    }

    static CursorRecord encode(Cursor cursor) {
        return CursorRecord.newBuilder()
                .setPool(cursor.pool().value())
                .setHost(cursor.host().value())
                .build();
    }

    static Cursor decode(CursorRecord cursor) {
        return new Cursor(new PoolId(cursor.getPool()), new HostId(cursor.getHost()));
    }

    static DecisionRecord encode(Decision decision) {
        DecisionRecord.Builder builder = DecisionRecord.newBuilder()
                .setPosition(ValueCodec.encode(decision.position()))
                .setTimeMillis(decision.time().epochMillis())
                .setUser(decision.user().value())
                .setResource(decision.resource().value())
                .setRule(Codes.DECISION_RULE.encode(decision.rule()));
        decision.method().map(Codes.BALANCING_METHOD::encode).ifPresent(builder::setMethod);
        decision.chosen().map(HostId::value).ifPresent(builder::setChosen);
        decision.candidates().forEach(candidate -> builder.addCandidates(encode(candidate)));
        decision.counts().forEach(count -> builder.addCounts(encode(count)));
        decision.pools().forEach(finding -> builder.addPools(encode(finding)));
        decision.limits().forEach(finding -> builder.addLimits(LimitCodec.encode(finding)));
        decision.filters().forEach(finding -> builder.addFilters(FilterCodec.encode(finding)));
        builder.addAllLabels(LabelCodec.encode(decision.labels()));
        return builder.build();
    }

    private static VerdictCountRecord encode(VerdictCount count) {
        return VerdictCountRecord.newBuilder()
                .setVerdict(Codes.VERDICT.encode(count.verdict()))
                .setHosts(count.hosts())
                .build();
    }

    private static List<VerdictCount> counts(List<VerdictCountRecord> counts) {
        return counts.stream()
                .map(count -> new VerdictCount(Codes.VERDICT.decode(count.getVerdict()), count.getHosts()))
                .toList();
    }

    private static PoolFindingRecord encode(PoolFinding finding) {
        PoolFindingRecord.Builder builder = PoolFindingRecord.newBuilder()
                .setPool(finding.pool().value())
                .setMethod(Codes.BALANCING_METHOD.encode(finding.method()));
        finding.counts().forEach(count -> builder.addCounts(encode(count)));
        return builder.build();
    }

    private static CandidateRecord encode(CandidateVerdict candidate) {
        return CandidateRecord.newBuilder()
                .setHost(candidate.host().value())
                .setVerdict(Codes.VERDICT.encode(candidate.verdict()))
                .setScore(candidate.score())
                .setSessionsTerm(candidate.terms().sessions())
                .setMemoryTerm(candidate.terms().memory())
                .setCpuTerm(candidate.terms().cpu())
                .setCustomTerm(candidate.terms().custom())
                .setWeight(candidate.terms().weight())
                .build();
    }

    static Decision decode(DecisionRecord decision) {
        return new Decision(
                ValueCodec.position(decision.getPosition()),
                new LogTime(decision.getTimeMillis()),
                new UserName(decision.getUser()),
                new ResourceId(decision.getResource()),
                Codes.DECISION_RULE.decode(decision.getRule()),
                decision.hasMethod()
                        ? Optional.of(Codes.BALANCING_METHOD.decode(decision.getMethod()))
                        : Optional.empty(),
                decision.hasChosen() ? Optional.of(new HostId(decision.getChosen())) : Optional.empty(),
                decision.getCandidatesList().stream().map(ModelCodec::decode).toList(),
                counts(decision.getCountsList()),
                decision.getLimitsList().stream().map(LimitCodec::decode).toList(),
                decision.getPoolsList().stream()
                        .map(finding -> new PoolFinding(
                                new PoolId(finding.getPool()),
                                Codes.BALANCING_METHOD.decode(finding.getMethod()),
                                counts(finding.getCountsList())))
                        .toList(),
                decision.getFiltersList().stream().map(FilterCodec::decode).toList(),
                LabelCodec.decode(decision.getLabelsList()));
    }

    private static CandidateVerdict decode(CandidateRecord candidate) {
        return new CandidateVerdict(
                new HostId(candidate.getHost()),
                Codes.VERDICT.decode(candidate.getVerdict()),
                candidate.getScore(),
                new ScoreTerms(
                        candidate.getSessionsTerm(),
                        candidate.getMemoryTerm(),
                        candidate.getCpuTerm(),
                        candidate.getCustomTerm(),
                        candidate.getWeight() == 0 ? EffectiveHostPolicy.DEFAULT_WEIGHT : candidate.getWeight()));
    }
}
