package io.usher.node.replication.codec;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.AssignSession;
import io.usher.core.command.CommandHandler;
import io.usher.core.command.ControlHostLogons;
import io.usher.core.command.ControlPoolLogons;
import io.usher.core.command.CreateBinding;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteBinding;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.DeletePool;
import io.usher.core.command.DeleteResource;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.DisconnectSession;
import io.usher.core.command.EndSession;
import io.usher.core.command.ExpireLeases;
import io.usher.core.command.ExpireQueue;
import io.usher.core.command.FoundSite;
import io.usher.core.command.GrantRole;
import io.usher.core.command.KeepWaiting;
import io.usher.core.command.LeaveQueue;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.ReportInventory;
import io.usher.core.command.ReportLoads;
import io.usher.core.command.RequestActions;
import io.usher.core.command.ReviewScaling;
import io.usher.core.command.RevokeRole;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.command.StandIn;
import io.usher.core.command.UpdateBroker;
import io.usher.core.command.UpdateFolder;
import io.usher.core.command.UpdateHost;
import io.usher.core.command.UpdatePool;
import io.usher.core.command.UpdateResource;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.command.UpdateSite;
import io.usher.core.model.GroupName;
import io.usher.proto.internal.v1.AdmitNextCommand;
import io.usher.proto.internal.v1.AssignSessionCommand;
import io.usher.proto.internal.v1.ControlHostLogonsCommand;
import io.usher.proto.internal.v1.ControlPoolLogonsCommand;
import io.usher.proto.internal.v1.CreatePoolCommand;
import io.usher.proto.internal.v1.CreateResourceCommand;
import io.usher.proto.internal.v1.DeletePoolCommand;
import io.usher.proto.internal.v1.DeleteResourceCommand;
import io.usher.proto.internal.v1.DeleteScheduleCommand;
import io.usher.proto.internal.v1.DisconnectSessionCommand;
import io.usher.proto.internal.v1.EndSessionCommand;
import io.usher.proto.internal.v1.Envelope;
import io.usher.proto.internal.v1.ExpireLeasesCommand;
import io.usher.proto.internal.v1.ExpireQueueCommand;
import io.usher.proto.internal.v1.FoundSiteCommand;
import io.usher.proto.internal.v1.KeepWaitingCommand;
import io.usher.proto.internal.v1.LeaveQueueCommand;
import io.usher.proto.internal.v1.MarkHostLostCommand;
import io.usher.proto.internal.v1.RedeemTicketCommand;
import io.usher.proto.internal.v1.RegisterHostCommand;
import io.usher.proto.internal.v1.RemoveHostCommand;
import io.usher.proto.internal.v1.ReportInventoryCommand;
import io.usher.proto.internal.v1.ReportLoadsCommand;
import io.usher.proto.internal.v1.ReviewScalingCommand;
import io.usher.proto.internal.v1.UpdateHostCommand;
import io.usher.proto.internal.v1.UpdatePoolCommand;
import io.usher.proto.internal.v1.UpdateResourceCommand;
import io.usher.proto.internal.v1.UpdateSiteCommand;
import java.time.Duration;

/** Puts a command into a new envelope. */
final class CommandEncoder implements CommandHandler<Envelope.Builder> {

    static final CommandEncoder INSTANCE = new CommandEncoder();

    private CommandEncoder() {}

    @Override
    public Envelope.Builder handle(FoundSite command) {
        return Envelope.newBuilder()
                .setFoundSite(FoundSiteCommand.newBuilder()
                        .setId(command.id().value())
                        .setDisplayName(command.displayName())
                        .setSettings(SettingsCodec.encode(command.settings()))
                        .setFeatureLevel(FeatureLevelCodec.encode(command.featureLevel())));
    }

    @Override
    public Envelope.Builder handle(RaiseFeatureLevel command) {
        return Envelope.newBuilder().setRaiseFeatureLevel(FeatureLevelCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(UpdateSite command) {
        UpdateSiteCommand.Builder builder = UpdateSiteCommand.newBuilder()
                .setDisplayName(command.displayName())
                .setSettings(SettingsCodec.encode(command.settings()));
        command.expected().map(ValueCodec::encode).ifPresent(builder::setExpected);
        return Envelope.newBuilder().setUpdateSite(builder);
    }

    @Override
    public Envelope.Builder handle(GrantRole command) {
        return Envelope.newBuilder().setGrantRole(RoleCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(RevokeRole command) {
        return Envelope.newBuilder().setRevokeRole(RoleCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(PromoteBroker command) {
        return Envelope.newBuilder().setPromoteBroker(BrokerCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(RecordLead command) {
        return Envelope.newBuilder().setRecordLead(BrokerCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(RegisterBroker command) {
        return Envelope.newBuilder().setRegisterBroker(BrokerCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(ControlHostLogons command) {
        return Envelope.newBuilder()
                .setControlHostLogons(ControlHostLogonsCommand.newBuilder()
                        .setHost(command.host().value())
                        .setControl(Codes.LOGON_CONTROL.encode(command.control()))
                        .setBelowMinimum(command.belowMinimum()));
    }

    @Override
    public Envelope.Builder handle(ControlPoolLogons command) {
        return Envelope.newBuilder()
                .setControlPoolLogons(ControlPoolLogonsCommand.newBuilder()
                        .setPool(command.pool().value())
                        .setControl(Codes.LOGON_CONTROL.encode(command.control()))
                        .setBelowMinimum(command.belowMinimum()));
    }

    @Override
    public Envelope.Builder handle(CreatePool command) {
        return Envelope.newBuilder()
                .setCreatePool(CreatePoolCommand.newBuilder()
                        .setId(command.id().value())
                        .setDescription(command.description())
                        .setSettings(SettingsCodec.encode(command.settings())));
    }

    @Override
    public Envelope.Builder handle(UpdatePool command) {
        UpdatePoolCommand.Builder builder = UpdatePoolCommand.newBuilder()
                .setId(command.id().value())
                .setDescription(command.description())
                .setSettings(SettingsCodec.encode(command.settings()));
        command.expected().map(ValueCodec::encode).ifPresent(builder::setExpected);
        return Envelope.newBuilder().setUpdatePool(builder);
    }

    @Override
    public Envelope.Builder handle(CreateSchedule command) {
        return Envelope.newBuilder().setCreateSchedule(ScheduleCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(UpdateSchedule command) {
        return Envelope.newBuilder().setUpdateSchedule(ScheduleCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(DeleteSchedule command) {
        return Envelope.newBuilder()
                .setDeleteSchedule(
                        DeleteScheduleCommand.newBuilder().setId(command.id().value()));
    }

    @Override
    public Envelope.Builder handle(RunScheduleStep command) {
        return Envelope.newBuilder().setRunScheduleStep(ScheduleCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(DeletePool command) {
        return Envelope.newBuilder()
                .setDeletePool(DeletePoolCommand.newBuilder().setId(command.id().value()));
    }

    @Override
    public Envelope.Builder handle(CreateResource command) {
        return Envelope.newBuilder()
                .setCreateResource(CreateResourceCommand.newBuilder()
                        .setId(command.id().value())
                        .setKind(Codes.RESOURCE_KIND.encode(command.kind()))
                        .setSettings(SettingsCodec.encode(command.settings())));
    }

    @Override
    public Envelope.Builder handle(UpdateResource command) {
        UpdateResourceCommand.Builder builder = UpdateResourceCommand.newBuilder()
                .setId(command.id().value())
                .setSettings(SettingsCodec.encode(command.settings()));
        command.expected().map(ValueCodec::encode).ifPresent(builder::setExpected);
        return Envelope.newBuilder().setUpdateResource(builder);
    }

    @Override
    public Envelope.Builder handle(DeleteResource command) {
        return Envelope.newBuilder()
                .setDeleteResource(
                        DeleteResourceCommand.newBuilder().setId(command.id().value()));
    }

    @Override
    public Envelope.Builder handle(CreateBinding command) {
        return Envelope.newBuilder().setCreateBinding(BindingCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(DeleteBinding command) {
        return Envelope.newBuilder().setDeleteBinding(BindingCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(CreateFolder command) {
        return Envelope.newBuilder().setCreateFolder(FolderCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(StandIn command) {
        return Envelope.newBuilder().setStandIn(BrokerCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(UpdateBroker command) {
        return Envelope.newBuilder().setUpdateBroker(BrokerCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(UpdateFolder command) {
        return Envelope.newBuilder().setUpdateFolder(FolderCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(DeleteFolder command) {
        return Envelope.newBuilder().setDeleteFolder(FolderCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(RegisterHost command) {
        return Envelope.newBuilder()
                .setRegisterHost(RegisterHostCommand.newBuilder()
                        .setId(command.id().value())
                        .setPool(command.pool().value())
                        .setAgentInstance(command.agentInstance())
                        .setEndpoint(command.endpoint())
                        .setProposed(SettingsCodec.encode(command.proposed())));
    }

    @Override
    public Envelope.Builder handle(UpdateHost command) {
        UpdateHostCommand.Builder builder = UpdateHostCommand.newBuilder()
                .setId(command.id().value())
                .setSettings(SettingsCodec.encode(command.settings()));
        command.expected().map(ValueCodec::encode).ifPresent(builder::setExpected);
        return Envelope.newBuilder().setUpdateHost(builder);
    }

    @Override
    public Envelope.Builder handle(RemoveBroker command) {
        return Envelope.newBuilder().setRemoveBroker(BrokerCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(RemoveHost command) {
        return Envelope.newBuilder()
                .setRemoveHost(RemoveHostCommand.newBuilder().setId(command.id().value()));
    }

    @Override
    public Envelope.Builder handle(MarkHostLost command) {
        return Envelope.newBuilder()
                .setMarkHostLost(MarkHostLostCommand.newBuilder()
                        .setHost(command.host().value())
                        .setIncarnation(ValueCodec.encode(command.incarnation()))
                        .setSilenceMillis(command.silence().toMillis()));
    }

    @Override
    public Envelope.Builder handle(ReportLoads command) {
        ReportLoadsCommand.Builder builder = ReportLoadsCommand.newBuilder();
        command.loads().forEach(load -> builder.addLoads(CounterCodec.encode(load)));
        return Envelope.newBuilder().setReportLoads(builder);
    }

    @Override
    public Envelope.Builder handle(ReportInventory command) {
        ReportInventoryCommand.Builder builder = ReportInventoryCommand.newBuilder()
                .setHost(command.host().value())
                .setIncarnation(ValueCodec.encode(command.incarnation()))
                .setEpoch(command.epoch())
                .setOrdersDone(ValueCodec.encode(command.ordersDone()));
        command.entries().forEach(entry -> builder.addEntries(SessionCodec.encode(entry)));
        command.reports().forEach(report -> builder.addReports(ActionCodec.encode(report)));
        return Envelope.newBuilder().setReportInventory(builder);
    }

    @Override
    public Envelope.Builder handle(ReviewScaling command) {
        return Envelope.newBuilder().setReviewScaling(ReviewScalingCommand.getDefaultInstance());
    }

    @Override
    public Envelope.Builder handle(RequestActions command) {
        return Envelope.newBuilder().setRequestActions(ActionCodec.encode(command));
    }

    @Override
    public Envelope.Builder handle(AssignSession command) {
        AssignSessionCommand.Builder builder = AssignSessionCommand.newBuilder()
                .setUser(command.user().value())
                .setResource(command.resource().value())
                .setClient(SettingsCodec.encode(command.client()))
                .addAllGroups(command.groups().stream().map(GroupName::value).toList())
                .setPrelaunch(command.prelaunch());
        command.mayWait().map(Duration::toMillis).ifPresent(builder::setMayWaitMillis);
        return Envelope.newBuilder().setAssignSession(builder);
    }

    @Override
    public Envelope.Builder handle(AdmitNext command) {
        return Envelope.newBuilder()
                .setAdmitNext(
                        AdmitNextCommand.newBuilder().setPool(command.pool().value()));
    }

    @Override
    public Envelope.Builder handle(LeaveQueue command) {
        return Envelope.newBuilder()
                .setLeaveQueue(LeaveQueueCommand.newBuilder()
                        .setId(ValueCodec.encode(command.id().queued())));
    }

    @Override
    public Envelope.Builder handle(KeepWaiting command) {
        return Envelope.newBuilder()
                .setKeepWaiting(KeepWaitingCommand.newBuilder()
                        .addAllIds(command.ids().stream()
                                .map(id -> ValueCodec.encode(id.queued()))
                                .toList()));
    }

    @Override
    public Envelope.Builder handle(ExpireQueue command) {
        return Envelope.newBuilder()
                .setExpireQueue(ExpireQueueCommand.newBuilder().setLimit(command.limit()));
    }

    @Override
    public Envelope.Builder handle(RedeemTicket command) {
        return Envelope.newBuilder()
                .setRedeemTicket(RedeemTicketCommand.newBuilder()
                        .setHost(command.host().value())
                        .setIncarnation(ValueCodec.encode(command.incarnation()))
                        .setEpoch(command.epoch())
                        .setSession(ValueCodec.encode(command.session()))
                        .setFence(ValueCodec.encode(command.fence()))
                        .setAdmitted(command.admitted()));
    }

    @Override
    public Envelope.Builder handle(DisconnectSession command) {
        return Envelope.newBuilder()
                .setDisconnectSession(DisconnectSessionCommand.newBuilder().setId(ValueCodec.encode(command.id())));
    }

    @Override
    public Envelope.Builder handle(EndSession command) {
        return Envelope.newBuilder()
                .setEndSession(EndSessionCommand.newBuilder().setId(ValueCodec.encode(command.id())));
    }

    @Override
    public Envelope.Builder handle(ExpireLeases command) {
        return Envelope.newBuilder()
                .setExpireLeases(ExpireLeasesCommand.newBuilder().setLimit(command.limit()));
    }
}
