package io.usher.node.replication.codec;

import io.usher.core.command.RefusalReason;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionState;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CriterionKind;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.EndReason;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.HostState;
import io.usher.core.model.LeadCause;
import io.usher.core.model.LimitKind;
import io.usher.core.model.LogLevel;
import io.usher.core.model.LogonControl;
import io.usher.core.model.ObservedState;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceState;
import io.usher.core.model.Role;
import io.usher.core.model.RouteKind;
import io.usher.core.model.ScalingDirection;
import io.usher.core.model.ScheduleAction;
import io.usher.core.model.SessionState;
import io.usher.core.model.Verdict;
import io.usher.proto.internal.v1.ActionKindCode;
import io.usher.proto.internal.v1.ActionStateCode;
import io.usher.proto.internal.v1.BalancingMethodCode;
import io.usher.proto.internal.v1.CriterionKindCode;
import io.usher.proto.internal.v1.DecisionRuleCode;
import io.usher.proto.internal.v1.DedicationModeCode;
import io.usher.proto.internal.v1.EndReasonCode;
import io.usher.proto.internal.v1.FilterEffectCode;
import io.usher.proto.internal.v1.HostStateCode;
import io.usher.proto.internal.v1.LeadCauseCode;
import io.usher.proto.internal.v1.LimitKindCode;
import io.usher.proto.internal.v1.LogLevelCode;
import io.usher.proto.internal.v1.LogonControlCode;
import io.usher.proto.internal.v1.ObservedStateCode;
import io.usher.proto.internal.v1.OverLimitPolicyCode;
import io.usher.proto.internal.v1.ReconnectMatchCode;
import io.usher.proto.internal.v1.RefusalReasonCode;
import io.usher.proto.internal.v1.ResourceKindCode;
import io.usher.proto.internal.v1.ResourceStateCode;
import io.usher.proto.internal.v1.RoleCode;
import io.usher.proto.internal.v1.RouteKindCode;
import io.usher.proto.internal.v1.ScalingDirectionCode;
import io.usher.proto.internal.v1.ScheduleActionCode;
import io.usher.proto.internal.v1.SessionStateCode;
import io.usher.proto.internal.v1.VerdictCode;

/** The codes of every enum that is written. */
final class Codes {

    static final EnumCodec<BalancingMethod, BalancingMethodCode> BALANCING_METHOD =
            EnumCodec.of(BalancingMethod.class, BalancingMethodCode.class, "BALANCING_METHOD_CODE");
    static final EnumCodec<LogonControl, LogonControlCode> LOGON_CONTROL =
            EnumCodec.of(LogonControl.class, LogonControlCode.class, "LOGON_CONTROL_CODE");
    static final EnumCodec<HostState, HostStateCode> HOST_STATE =
            EnumCodec.of(HostState.class, HostStateCode.class, "HOST_STATE_CODE");
    static final EnumCodec<ResourceKind, ResourceKindCode> RESOURCE_KIND =
            EnumCodec.of(ResourceKind.class, ResourceKindCode.class, "RESOURCE_KIND_CODE");
    static final EnumCodec<ResourceState, ResourceStateCode> RESOURCE_STATE =
            EnumCodec.of(ResourceState.class, ResourceStateCode.class, "RESOURCE_STATE_CODE");
    static final EnumCodec<SessionState, SessionStateCode> SESSION_STATE =
            EnumCodec.of(SessionState.class, SessionStateCode.class, "SESSION_STATE_CODE");
    static final EnumCodec<ActionKind, ActionKindCode> ACTION_KIND =
            EnumCodec.of(ActionKind.class, ActionKindCode.class, "ACTION_KIND_CODE");
    static final EnumCodec<EndReason, EndReasonCode> END_REASON =
            EnumCodec.of(EndReason.class, EndReasonCode.class, "END_REASON_CODE");
    static final EnumCodec<ObservedState, ObservedStateCode> OBSERVED_STATE =
            EnumCodec.of(ObservedState.class, ObservedStateCode.class, "OBSERVED_STATE_CODE");
    static final EnumCodec<DecisionRule, DecisionRuleCode> DECISION_RULE =
            EnumCodec.of(DecisionRule.class, DecisionRuleCode.class, "DECISION_RULE_CODE");
    static final EnumCodec<Verdict, VerdictCode> VERDICT =
            EnumCodec.of(Verdict.class, VerdictCode.class, "VERDICT_CODE");
    static final EnumCodec<RefusalReason, RefusalReasonCode> REFUSAL_REASON =
            EnumCodec.of(RefusalReason.class, RefusalReasonCode.class, "REFUSAL_REASON_CODE");

    static final EnumCodec<LimitKind, LimitKindCode> LIMIT_KIND =
            EnumCodec.of(LimitKind.class, LimitKindCode.class, "LIMIT_KIND_CODE");
    static final EnumCodec<OverLimitPolicy, OverLimitPolicyCode> OVER_LIMIT_POLICY =
            EnumCodec.of(OverLimitPolicy.class, OverLimitPolicyCode.class, "OVER_LIMIT_POLICY_CODE");
    static final EnumCodec<ReconnectMatch, ReconnectMatchCode> RECONNECT_MATCH =
            EnumCodec.of(ReconnectMatch.class, ReconnectMatchCode.class, "RECONNECT_MATCH_CODE");
    static final EnumCodec<FilterEffect, FilterEffectCode> FILTER_EFFECT =
            EnumCodec.of(FilterEffect.class, FilterEffectCode.class, "FILTER_EFFECT_CODE");
    static final EnumCodec<CriterionKind, CriterionKindCode> CRITERION_KIND =
            EnumCodec.of(CriterionKind.class, CriterionKindCode.class, "CRITERION_KIND_CODE");

    static final EnumCodec<RouteKind, RouteKindCode> ROUTE_KIND =
            EnumCodec.of(RouteKind.class, RouteKindCode.class, "ROUTE_KIND_CODE");
    static final EnumCodec<ActionState, ActionStateCode> ACTION_STATE =
            EnumCodec.of(ActionState.class, ActionStateCode.class, "ACTION_STATE_CODE");
    static final EnumCodec<ScalingDirection, ScalingDirectionCode> SCALING_DIRECTION =
            EnumCodec.of(ScalingDirection.class, ScalingDirectionCode.class, "SCALING_DIRECTION_CODE");
    static final EnumCodec<ScheduleAction, ScheduleActionCode> SCHEDULE_ACTION =
            EnumCodec.of(ScheduleAction.class, ScheduleActionCode.class, "SCHEDULE_ACTION_CODE");

    static final EnumCodec<DedicationMode, DedicationModeCode> DEDICATION_MODE =
            EnumCodec.of(DedicationMode.class, DedicationModeCode.class, "DEDICATION_MODE_CODE");

    static final EnumCodec<LeadCause, LeadCauseCode> LEAD_CAUSE =
            EnumCodec.of(LeadCause.class, LeadCauseCode.class, "LEAD_CAUSE_CODE");

    static final EnumCodec<LogLevel, LogLevelCode> LOG_LEVEL =
            EnumCodec.of(LogLevel.class, LogLevelCode.class, "LOG_LEVEL_CODE");
    static final EnumCodec<Role, RoleCode> ROLE = EnumCodec.of(Role.class, RoleCode.class, "ROLE_CODE");

    private Codes() {}
}
