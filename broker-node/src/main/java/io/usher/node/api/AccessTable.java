package io.usher.node.api;

import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.usher.core.model.Role;
import io.usher.proto.v1.ActionServiceGrpc;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.AuditServiceGrpc;
import io.usher.proto.v1.BackupServiceGrpc;
import io.usher.proto.v1.BindingServiceGrpc;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.DecisionServiceGrpc;
import io.usher.proto.v1.FolderServiceGrpc;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.QueueServiceGrpc;
import io.usher.proto.v1.ReplayServiceGrpc;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.RoleServiceGrpc;
import io.usher.proto.v1.ScalingServiceGrpc;
import io.usher.proto.v1.ScheduleServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.SiteServiceGrpc;
import io.usher.proto.v1.WhatIfServiceGrpc;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The one table of access: who may make which call. A call that has no line is refused to everybody. What a caller may
 * ask about, a client its own user and an agent its own host, is checked where the request is read.
 */
final class AccessTable {

    /** Everybody whom the site knows. */
    static final Set<Role> EVERYBODY = Collections.unmodifiableSet(EnumSet.allOf(Role.class));

    static final Set<Role> READERS = roles(Role.ADMIN, Role.OPERATOR, Role.AUDITOR);
    static final Set<Role> OPERATORS = roles(Role.ADMIN, Role.OPERATOR);
    static final Set<Role> ADMINISTRATORS = roles(Role.ADMIN);
    static final Set<Role> AGENTS = roles(Role.AGENT);
    /** Those who ask for sessions. */
    static final Set<Role> USERS = roles(Role.ADMIN, Role.GATEWAY, Role.CLIENT);
    /** Those who ask for whomever they like. */
    static final Set<Role> FOR_ANYBODY = roles(Role.ADMIN, Role.GATEWAY);

    /** Those who give up places in queues: users their own. */
    static final Set<Role> USERS_AND_OPERATORS = roles(Role.ADMIN, Role.OPERATOR, Role.GATEWAY, Role.CLIENT);

    /** Everybody who has something to ask of a broker but agents, who are told by theirs. */
    static final Set<Role> CALLERS = roles(Role.ADMIN, Role.OPERATOR, Role.AUDITOR, Role.GATEWAY, Role.CLIENT);

    private static final Map<String, Set<Role>> ROWS = new TreeMap<>();

    static {
        site();
        catalogue();
        hosts();
        sessions();
        questions();
    }

    private AccessTable() {}

    /**
     * Who may make a call.
     *
     * @param method its full name, service/method
     * @return empty for a call that has no line
     */
    static Optional<Set<Role>> rolesOf(String method) {
        return Optional.ofNullable(ROWS.get(method));
    }

    /** The calls that have a line. */
    static Set<String> methods() {
        return Collections.unmodifiableSet(ROWS.keySet());
    }

    /** Whether even somebody without any role may make the call, as long as it is known who they are. */
    static boolean isOpen(Set<Role> roles) {
        return roles.equals(EVERYBODY);
    }

    private static void site() {
        rows(SiteServiceGrpc.SERVICE_NAME, READERS, "GetSite");
        rows(SiteServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "UpdateSite", "UpgradeSite");
        rows(BrokerServiceGrpc.SERVICE_NAME, READERS, "GetBroker", "ListBrokers", "WatchBrokers");
        rows(BrokerServiceGrpc.SERVICE_NAME, READERS, "ListWaitingBrokers");
        rows(BrokerServiceGrpc.SERVICE_NAME, CALLERS, "ListEndpoints");
        rows(BrokerServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "AddBroker", "RemoveBroker", "UpdateBroker");
        rows(BrokerServiceGrpc.SERVICE_NAME, OPERATORS, "PromoteBroker");
        rows(BackupServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "SaveBackup");
        rows(ClusterServiceGrpc.SERVICE_NAME, READERS, "GetClusterStatus", "GetBrokerStatus", "GetStateDigest");
        rows(RoleServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "GrantRole", "RevokeRole");
        rows(RoleServiceGrpc.SERVICE_NAME, READERS, "ListRoleGrants");
        rows(AuditServiceGrpc.SERVICE_NAME, roles(Role.ADMIN, Role.AUDITOR), "ListAuditEntries");
        rows(AuditServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "RevertChange");
        rows(RoleServiceGrpc.SERVICE_NAME, EVERYBODY, "GetCaller");
        rows(HealthGrpc.SERVICE_NAME, EVERYBODY, "Check", "Watch");
        rows(ServerReflectionGrpc.SERVICE_NAME, READERS, "ServerReflectionInfo");
    }

    private static void catalogue() {
        rows(PoolServiceGrpc.SERVICE_NAME, READERS, "GetPool", "ListPools");
        rows(PoolServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "CreatePool", "UpdatePool", "DeletePool");
        rows(PoolServiceGrpc.SERVICE_NAME, OPERATORS, "ControlPoolLogons");
        rows(FolderServiceGrpc.SERVICE_NAME, READERS, "GetFolder", "ListFolders");
        rows(FolderServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "CreateFolder", "UpdateFolder", "DeleteFolder");
        rows(ResourceServiceGrpc.SERVICE_NAME, READERS, "GetResource", "ListResources");
        rows(ResourceServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "CreateResource", "UpdateResource", "DeleteResource");
        rows(ResourceServiceGrpc.SERVICE_NAME, USERS, "ListUserResources");
        rows(ScheduleServiceGrpc.SERVICE_NAME, READERS, "GetSchedule", "ListSchedules");
        rows(ScheduleServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "CreateSchedule", "UpdateSchedule", "DeleteSchedule");
    }

    private static void hosts() {
        rows(HostServiceGrpc.SERVICE_NAME, READERS, "GetHost", "DescribeHost", "ListHosts", "WatchHosts");
        rows(HostServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "UpdateHost", "DeleteHost");
        rows(HostServiceGrpc.SERVICE_NAME, OPERATORS, "ControlHostLogons");
        rows(AgentServiceGrpc.SERVICE_NAME, AGENTS, "Connect");
        rows(BindingServiceGrpc.SERVICE_NAME, READERS, "GetBinding", "ListBindings");
        rows(BindingServiceGrpc.SERVICE_NAME, ADMINISTRATORS, "CreateBinding", "DeleteBinding");
        rows(ActionServiceGrpc.SERVICE_NAME, READERS, "ListActions");
        rows(ActionServiceGrpc.SERVICE_NAME, OPERATORS, "RequestActions");
        rows(ScalingServiceGrpc.SERVICE_NAME, READERS, "ListScalingAdvice", "WatchScalingAdvice");
    }

    private static void sessions() {
        rows(SessionServiceGrpc.SERVICE_NAME, USERS, "AssignSession");
        rows(SessionServiceGrpc.SERVICE_NAME, READERS, "GetSession", "ListSessions", "WatchSessions");
        rows(SessionServiceGrpc.SERVICE_NAME, OPERATORS, "DisconnectSession", "EndSession");
        rows(QueueServiceGrpc.SERVICE_NAME, USERS, "WatchAssignment");
        rows(QueueServiceGrpc.SERVICE_NAME, READERS, "ListQueueEntries");
        rows(QueueServiceGrpc.SERVICE_NAME, USERS_AND_OPERATORS, "CancelQueueEntry");
    }

    private static void questions() {
        rows(DecisionServiceGrpc.SERVICE_NAME, READERS, "ExplainDecision", "ListDecisions");
        rows(WhatIfServiceGrpc.SERVICE_NAME, READERS, "Forecast");
        rows(ReplayServiceGrpc.SERVICE_NAME, READERS, "Replay");
    }

    private static void rows(String service, Set<Role> roles, String... methods) {
        for (String method : methods) {
            ROWS.put(service + "/" + method, roles);
        }
    }

    private static Set<Role> roles(Role first, Role... others) {
        return Collections.unmodifiableSet(EnumSet.of(first, others));
    }
}
