package io.usher.node.replication.codec;

import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.ControlHostLogons;
import io.usher.core.command.ControlPoolLogons;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.CreateSchedule;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.DeletePool;
import io.usher.core.command.DeleteResource;
import io.usher.core.command.DeleteSchedule;
import io.usher.core.command.DisconnectSession;
import io.usher.core.command.EndSession;
import io.usher.core.command.ExpireLeases;
import io.usher.core.command.FoundSite;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.ReportInventory;
import io.usher.core.command.ReportLoads;
import io.usher.core.command.ReviewScaling;
import io.usher.core.command.RunScheduleStep;
import io.usher.core.command.UpdateFolder;
import io.usher.core.command.UpdateHost;
import io.usher.core.command.UpdatePool;
import io.usher.core.command.UpdateResource;
import io.usher.core.command.UpdateSchedule;
import io.usher.core.command.UpdateSite;
import io.usher.core.model.FolderId;
import io.usher.core.model.GroupName;
import io.usher.core.model.HostId;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.SiteId;
import io.usher.core.model.UserName;
import io.usher.proto.internal.v1.AssignSessionCommand;
import io.usher.proto.internal.v1.Envelope;
import io.usher.proto.internal.v1.InventoryEntryRecord;
import io.usher.proto.internal.v1.Position;
import io.usher.proto.internal.v1.RedeemTicketCommand;
import io.usher.proto.internal.v1.RegisterHostCommand;
import io.usher.proto.internal.v1.ReportInventoryCommand;
import java.time.Duration;
import java.util.Optional;

/** Takes the command out of an envelope. */
final class CommandDecoder {

    private CommandDecoder() {}

    static Command decode(Envelope envelope) {
        return switch (envelope.getCommandCase()) {
            case FOUND_SITE, UPDATE_SITE, RAISE_FEATURE_LEVEL -> site(envelope);
            case REGISTER_BROKER, PROMOTE_BROKER, RECORD_LEAD, REMOVE_BROKER, UPDATE_BROKER, STAND_IN ->
                BrokerCodec.command(envelope);
            case GRANT_ROLE, REVOKE_ROLE -> RoleCodec.command(envelope);
            case CREATE_POOL, UPDATE_POOL, DELETE_POOL -> pool(envelope);
            case CREATE_RESOURCE, UPDATE_RESOURCE, DELETE_RESOURCE -> resource(envelope);
            case CREATE_FOLDER, UPDATE_FOLDER, DELETE_FOLDER -> folder(envelope);
            case REGISTER_HOST, UPDATE_HOST, REMOVE_HOST, MARK_HOST_LOST, REPORT_LOADS -> host(envelope);
            case REPORT_INVENTORY -> decode(envelope.getReportInventory());
            case ASSIGN_SESSION -> decode(envelope.getAssignSession());
            case REDEEM_TICKET -> decode(envelope.getRedeemTicket());
            case DISCONNECT_SESSION ->
                new DisconnectSession(
                        ValueCodec.session(envelope.getDisconnectSession().getId()));
            case END_SESSION ->
                new EndSession(ValueCodec.session(envelope.getEndSession().getId()));
            case REVIEW_SCALING -> new ReviewScaling();
            case REQUEST_ACTIONS -> ActionCodec.decode(envelope.getRequestActions());
            case CREATE_SCHEDULE, UPDATE_SCHEDULE, DELETE_SCHEDULE, RUN_SCHEDULE_STEP -> schedule(envelope);
            case CONTROL_HOST_LOGONS, CONTROL_POOL_LOGONS -> logons(envelope);
            case ADMIT_NEXT, LEAVE_QUEUE, KEEP_WAITING, EXPIRE_QUEUE -> QueueCodec.decode(envelope);
            case CREATE_BINDING, DELETE_BINDING -> BindingCodec.command(envelope);
            case EXPIRE_LEASES -> new ExpireLeases(envelope.getExpireLeases().getLimit());
            case COMMAND_NOT_SET ->
                throw new FormatException("the log holds a command that this version does not know; run one that is at"
                        + " least as new as the newest broker of the site");
        };
    }

    private static Command site(Envelope envelope) {
        if (envelope.hasFoundSite()) {
            var found = envelope.getFoundSite();
            return new FoundSite(
                    new SiteId(found.getId()),
                    found.getDisplayName(),
                    SettingsCodec.decode(found.getSettings()),
                    FeatureLevelCodec.decode(found.getFeatureLevel()));
        }
        if (envelope.hasRaiseFeatureLevel()) {
            return new RaiseFeatureLevel(
                    FeatureLevelCodec.decode(envelope.getRaiseFeatureLevel().getLevel()));
        }
        var update = envelope.getUpdateSite();
        return new UpdateSite(
                expected(update.hasExpected(), update.getExpected()),
                update.getDisplayName(),
                SettingsCodec.decode(update.getSettings()));
    }

    private static Command pool(Envelope envelope) {
        if (envelope.hasCreatePool()) {
            var create = envelope.getCreatePool();
            return new CreatePool(
                    new PoolId(create.getId()), create.getDescription(), SettingsCodec.decode(create.getSettings()));
        }
        if (envelope.hasUpdatePool()) {
            var update = envelope.getUpdatePool();
            return new UpdatePool(
                    new PoolId(update.getId()),
                    expected(update.hasExpected(), update.getExpected()),
                    update.getDescription(),
                    SettingsCodec.decode(update.getSettings()));
        }
        return new DeletePool(new PoolId(envelope.getDeletePool().getId()));
    }

    private static Command resource(Envelope envelope) {
        if (envelope.hasCreateResource()) {
            var create = envelope.getCreateResource();
            return new CreateResource(
                    new ResourceId(create.getId()),
                    Codes.RESOURCE_KIND.decode(create.getKind()),
                    SettingsCodec.decode(create.getSettings()));
        }
        if (envelope.hasUpdateResource()) {
            var update = envelope.getUpdateResource();
            return new UpdateResource(
                    new ResourceId(update.getId()),
                    expected(update.hasExpected(), update.getExpected()),
                    SettingsCodec.decode(update.getSettings()));
        }
        return new DeleteResource(new ResourceId(envelope.getDeleteResource().getId()));
    }

    private static Command folder(Envelope envelope) {
        if (envelope.hasCreateFolder()) {
            var create = envelope.getCreateFolder();
            return new CreateFolder(new FolderId(create.getId()), FolderCodec.decode(create.getSettings()));
        }
        if (envelope.hasUpdateFolder()) {
            var update = envelope.getUpdateFolder();
            return new UpdateFolder(
                    new FolderId(update.getId()),
                    expected(update.hasExpected(), update.getExpected()),
                    FolderCodec.decode(update.getSettings()));
        }
        return new DeleteFolder(new FolderId(envelope.getDeleteFolder().getId()));
    }

    private static Command host(Envelope envelope) {
        if (envelope.hasRegisterHost()) {
            RegisterHostCommand register = envelope.getRegisterHost();
            return new RegisterHost(
                    new HostId(register.getId()),
                    new PoolId(register.getPool()),
                    register.getAgentInstance(),
                    register.getEndpoint(),
                    SettingsCodec.decode(register.getProposed()));
        }
        if (envelope.hasUpdateHost()) {
            var update = envelope.getUpdateHost();
            return new UpdateHost(
                    new HostId(update.getId()),
                    expected(update.hasExpected(), update.getExpected()),
                    SettingsCodec.decode(update.getSettings()));
        }
        if (envelope.hasRemoveHost()) {
            return new RemoveHost(new HostId(envelope.getRemoveHost().getId()));
        }
        if (envelope.hasMarkHostLost()) {
            var lost = envelope.getMarkHostLost();
            return new MarkHostLost(
                    new HostId(lost.getHost()),
                    ValueCodec.incarnation(lost.getIncarnation()),
                    Duration.ofMillis(lost.getSilenceMillis()));
        }
        return new ReportLoads(envelope.getReportLoads().getLoadsList().stream()
                .map(CounterCodec::decode)
                .toList());
    }

    private static Command schedule(Envelope envelope) {
        if (envelope.hasCreateSchedule()) {
            var create = envelope.getCreateSchedule();
            return new CreateSchedule(new ScheduleId(create.getId()), ScheduleCodec.decode(create.getSettings()));
        }
        if (envelope.hasUpdateSchedule()) {
            var update = envelope.getUpdateSchedule();
            return new UpdateSchedule(
                    new ScheduleId(update.getId()),
                    expected(update.hasExpected(), update.getExpected()),
                    ScheduleCodec.decode(update.getSettings()));
        }
        if (envelope.hasDeleteSchedule()) {
            return new DeleteSchedule(
                    new ScheduleId(envelope.getDeleteSchedule().getId()));
        }
        var run = envelope.getRunScheduleStep();
        return new RunScheduleStep(
                new ScheduleId(run.getId()),
                ValueCodec.position(run.getCreated()),
                new LogTime(run.getOccurrenceMillis()),
                run.getStep());
    }

    private static Command logons(Envelope envelope) {
        if (envelope.hasControlHostLogons()) {
            var host = envelope.getControlHostLogons();
            return new ControlHostLogons(
                    new HostId(host.getHost()), Codes.LOGON_CONTROL.decode(host.getControl()), host.getBelowMinimum());
        }
        var pool = envelope.getControlPoolLogons();
        return new ControlPoolLogons(
                new PoolId(pool.getPool()), Codes.LOGON_CONTROL.decode(pool.getControl()), pool.getBelowMinimum());
    }

    private static ReportInventory decode(ReportInventoryCommand report) {
        return new ReportInventory(
                new HostId(report.getHost()),
                ValueCodec.incarnation(report.getIncarnation()),
                report.getEpoch(),
                ValueCodec.position(report.getOrdersDone()),
                report.getEntriesList().stream().map(CommandDecoder::decode).toList(),
                report.getReportsList().stream().map(ActionCodec::decode).toList());
    }

    private static InventoryEntry decode(InventoryEntryRecord entry) {
        return new InventoryEntry(
                entry.getKey(),
                entry.hasSession() ? Optional.of(ValueCodec.session(entry.getSession())) : Optional.empty(),
                new UserName(entry.getUser()),
                Codes.OBSERVED_STATE.decode(entry.getState()),
                entry.getUnused());
    }

    private static AssignSession decode(AssignSessionCommand assign) {
        return new AssignSession(
                new UserName(assign.getUser()),
                new ResourceId(assign.getResource()),
                SettingsCodec.decode(assign.getClient()),
                assign.getGroupsList().stream().map(GroupName::new).toList(),
                assign.hasMayWaitMillis()
                        ? Optional.of(Duration.ofMillis(assign.getMayWaitMillis()))
                        : Optional.empty(),
                assign.getPrelaunch());
    }

    private static RedeemTicket decode(RedeemTicketCommand redeem) {
        return new RedeemTicket(
                new HostId(redeem.getHost()),
                ValueCodec.incarnation(redeem.getIncarnation()),
                redeem.getEpoch(),
                ValueCodec.session(redeem.getSession()),
                ValueCodec.fence(redeem.getFence()),
                redeem.getAdmitted());
    }

    private static Optional<LogPosition> expected(boolean present, Position position) {
        return present ? Optional.of(ValueCodec.position(position)) : Optional.empty();
    }
}
