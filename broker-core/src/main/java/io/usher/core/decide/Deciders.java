package io.usher.core.decide;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
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
import io.usher.core.command.RefusalReason;
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
import io.usher.core.model.FeatureLevel;
import io.usher.core.state.BrokerView;

/** Sends each command to the decider that knows its rules. Reads the state, never writes it. */
public final class Deciders implements CommandHandler<Ruling> {

    private final BrokerView view;
    private final CommandContext context;

    public Deciders(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    /** What comes of a command: refused when the site does not have the feature level for it. */
    public static Ruling decide(BrokerView view, CommandContext context, Command command) {
        FeatureLevel present = view.featureLevel();
        return present.covers(command.needs())
                ? command.accept(new Deciders(view, context))
                : Ruling.refuse(RefusalReason.FEATURE_LEVEL_TOO_LOW, "needed", command.needs(), "found", present);
    }

    @Override
    public Ruling handle(AdmitNext command) {
        return new QueueDecider(view, context).admit(command);
    }

    @Override
    public Ruling handle(ExpireQueue command) {
        return new QueueDecider(view, context).expire(command);
    }

    @Override
    public Ruling handle(KeepWaiting command) {
        return new QueueDecider(view, context).keep(command);
    }

    @Override
    public Ruling handle(LeaveQueue command) {
        return new QueueDecider(view, context).leave(command);
    }

    @Override
    public Ruling handle(AssignSession command) {
        return new AssignmentDecider(view, context).assign(command);
    }

    @Override
    public Ruling handle(CreateFolder command) {
        return new FolderDecider(view, context).create(command);
    }

    @Override
    public Ruling handle(ControlHostLogons command) {
        return new LogonDecider(view, context).control(command);
    }

    @Override
    public Ruling handle(ControlPoolLogons command) {
        return new LogonDecider(view, context).control(command);
    }

    @Override
    public Ruling handle(CreatePool command) {
        return new PoolDecider(view, context).create(command);
    }

    @Override
    public Ruling handle(CreateResource command) {
        return new ResourceDecider(view, context).create(command);
    }

    @Override
    public Ruling handle(CreateBinding command) {
        return new BindingDecider(view, context).create(command);
    }

    @Override
    public Ruling handle(DeleteBinding command) {
        return new BindingDecider(view, context).delete(command);
    }

    @Override
    public Ruling handle(DeleteFolder command) {
        return new FolderDecider(view, context).delete(command);
    }

    @Override
    public Ruling handle(CreateSchedule command) {
        return new ScheduleDecider(view, context).create(command);
    }

    @Override
    public Ruling handle(DeleteSchedule command) {
        return new ScheduleDecider(view, context).delete(command);
    }

    @Override
    public Ruling handle(RunScheduleStep command) {
        return new ScheduleDecider(view, context).run(command);
    }

    @Override
    public Ruling handle(StandIn command) {
        return new BrokerDecider(view, context).standIn(command);
    }

    @Override
    public Ruling handle(DeletePool command) {
        return new PoolDecider(view, context).delete(command);
    }

    @Override
    public Ruling handle(DeleteResource command) {
        return new ResourceDecider(view, context).delete(command);
    }

    @Override
    public Ruling handle(DisconnectSession command) {
        return new SessionDecider(view, context).disconnect(command);
    }

    @Override
    public Ruling handle(EndSession command) {
        return new SessionDecider(view, context).end(command);
    }

    @Override
    public Ruling handle(ExpireLeases command) {
        return new LeaseDecider(view, context).expire(command);
    }

    @Override
    public Ruling handle(FoundSite command) {
        return new SiteDecider(view, context).found(command);
    }

    @Override
    public Ruling handle(GrantRole command) {
        return new RoleDecider(view, context).grant(command);
    }

    @Override
    public Ruling handle(RevokeRole command) {
        return new RoleDecider(view, context).revoke(command);
    }

    @Override
    public Ruling handle(MarkHostLost command) {
        return new HostDecider(view, context).markLost(command);
    }

    @Override
    public Ruling handle(RedeemTicket command) {
        return new TicketDecider(view, context).redeem(command);
    }

    @Override
    public Ruling handle(PromoteBroker command) {
        return new BrokerDecider(view, context).promote(command);
    }

    @Override
    public Ruling handle(RaiseFeatureLevel command) {
        return new SiteDecider(view, context).raise(command);
    }

    @Override
    public Ruling handle(RecordLead command) {
        return new BrokerDecider(view, context).record(command);
    }

    @Override
    public Ruling handle(RegisterBroker command) {
        return new BrokerDecider(view, context).register(command);
    }

    @Override
    public Ruling handle(RegisterHost command) {
        return new RegistrationDecider(view, context).register(command);
    }

    @Override
    public Ruling handle(RemoveBroker command) {
        return new BrokerDecider(view, context).remove(command);
    }

    @Override
    public Ruling handle(RemoveHost command) {
        return new HostDecider(view, context).remove(command);
    }

    @Override
    public Ruling handle(ReportInventory command) {
        return new InventoryDecider(view, context).report(command);
    }

    @Override
    public Ruling handle(ReportLoads command) {
        return new HostDecider(view, context).reportLoads(command);
    }

    @Override
    public Ruling handle(RequestActions command) {
        return new ActionDecider(view, context).request(command);
    }

    @Override
    public Ruling handle(ReviewScaling command) {
        return new ScalingDecider(view, context).review(command);
    }

    @Override
    public Ruling handle(UpdateBroker command) {
        return new BrokerDecider(view, context).update(command);
    }

    @Override
    public Ruling handle(UpdateFolder command) {
        return new FolderDecider(view, context).update(command);
    }

    @Override
    public Ruling handle(UpdateHost command) {
        return new HostDecider(view, context).update(command);
    }

    @Override
    public Ruling handle(UpdatePool command) {
        return new PoolDecider(view, context).update(command);
    }

    @Override
    public Ruling handle(UpdateResource command) {
        return new ResourceDecider(view, context).update(command);
    }

    @Override
    public Ruling handle(UpdateSchedule command) {
        return new ScheduleDecider(view, context).update(command);
    }

    @Override
    public Ruling handle(UpdateSite command) {
        return new SiteDecider(view, context).update(command);
    }
}
