package io.usher.node.replication.gate;

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

/**
 * Whether carrying a command out twice does no more than carrying it out once, and answers as well the second time. The
 * others get a request id before their first attempt, so that a retry finds the first answer.
 */
final class HarmlessToRepeat implements CommandHandler<Boolean> {

    static final HarmlessToRepeat INSTANCE = new HarmlessToRepeat();

    private HarmlessToRepeat() {}

    /** Ends only what is due. */
    @Override
    public Boolean handle(ExpireLeases command) {
        return true;
    }

    /** Names the life of the agent that fell silent; a host is lost once. */
    @Override
    public Boolean handle(MarkHostLost command) {
        return true;
    }

    /** Its id is not used again, so there is nobody else whom the second time could remove. */
    @Override
    public Boolean handle(RemoveBroker command) {
        return true;
    }

    /** An order is given once; who leads afterwards does not depend on it. */
    @Override
    public Boolean handle(PromoteBroker command) {
        return true;
    }

    /** A level is never lowered, so raising to it again finds it done, or is refused. */
    @Override
    public Boolean handle(RaiseFeatureLevel command) {
        return true;
    }

    /** Terms rise, and the second time tells nothing new. */
    @Override
    public Boolean handle(RecordLead command) {
        return true;
    }

    /** The second time is refused, since the missing one is a standby by then; the primary looks at what is so. */
    @Override
    public Boolean handle(StandIn command) {
        return true;
    }

    /** The latest word counts. */
    @Override
    public Boolean handle(RegisterBroker command) {
        return true;
    }

    /** The same start of the same agent keeps its incarnation. */
    @Override
    public Boolean handle(RegisterHost command) {
        return true;
    }

    /** Replaces what was known; an agent whose report was overtaken sends the next one. */
    @Override
    public Boolean handle(ReportInventory command) {
        return true;
    }

    /** Replaces what was known. */
    @Override
    public Boolean handle(ReportLoads command) {
        return true;
    }

    @Override
    public Boolean handle(AssignSession command) {
        return false;
    }

    @Override
    public Boolean handle(CreateBinding command) {
        return false;
    }

    @Override
    public Boolean handle(GrantRole command) {
        return false;
    }

    @Override
    public Boolean handle(DeleteBinding command) {
        return false;
    }

    @Override
    public Boolean handle(RevokeRole command) {
        return false;
    }

    @Override
    public Boolean handle(CreateFolder command) {
        return false;
    }

    @Override
    public Boolean handle(ControlHostLogons command) {
        return false;
    }

    @Override
    public Boolean handle(UpdateBroker command) {
        return false;
    }

    @Override
    public Boolean handle(UpdateFolder command) {
        return false;
    }

    @Override
    public Boolean handle(DeleteFolder command) {
        return false;
    }

    @Override
    public Boolean handle(ControlPoolLogons command) {
        return false;
    }

    @Override
    public Boolean handle(CreatePool command) {
        return false;
    }

    @Override
    public Boolean handle(CreateResource command) {
        return false;
    }

    @Override
    public Boolean handle(AdmitNext command) {
        return true;
    }

    @Override
    public Boolean handle(LeaveQueue command) {
        return false;
    }

    @Override
    public Boolean handle(KeepWaiting command) {
        return true;
    }

    @Override
    public Boolean handle(ExpireQueue command) {
        return true;
    }

    @Override
    public Boolean handle(CreateSchedule command) {
        return false;
    }

    @Override
    public Boolean handle(DeleteSchedule command) {
        return false;
    }

    @Override
    public Boolean handle(RunScheduleStep command) {
        return true;
    }

    @Override
    public Boolean handle(DeletePool command) {
        return false;
    }

    @Override
    public Boolean handle(DeleteResource command) {
        return false;
    }

    @Override
    public Boolean handle(DisconnectSession command) {
        return false;
    }

    /** Says only what was not said. */
    @Override
    public Boolean handle(ReviewScaling command) {
        return true;
    }

    /** Twice would be two messages. */
    @Override
    public Boolean handle(RequestActions command) {
        return false;
    }

    @Override
    public Boolean handle(EndSession command) {
        return false;
    }

    @Override
    public Boolean handle(FoundSite command) {
        return false;
    }

    @Override
    public Boolean handle(RedeemTicket command) {
        return false;
    }

    @Override
    public Boolean handle(RemoveHost command) {
        return false;
    }

    @Override
    public Boolean handle(UpdateHost command) {
        return false;
    }

    @Override
    public Boolean handle(UpdatePool command) {
        return false;
    }

    @Override
    public Boolean handle(UpdateResource command) {
        return false;
    }

    /** A retry would change what somebody else changed meanwhile. */
    @Override
    public Boolean handle(UpdateSchedule command) {
        return false;
    }

    @Override
    public Boolean handle(UpdateSite command) {
        return false;
    }
}
