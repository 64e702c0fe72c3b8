package io.usher.core.command;

/**
 * One method for each kind of command, so that the compiler names the place that forgot one.
 *
 * @param <R> what handling a command gives
 */
public interface CommandHandler<R> {

    R handle(AdmitNext command);

    R handle(AssignSession command);

    R handle(CreateBinding command);

    R handle(CreateFolder command);

    R handle(ControlHostLogons command);

    R handle(ControlPoolLogons command);

    R handle(CreatePool command);

    R handle(CreateResource command);

    R handle(CreateSchedule command);

    R handle(DeleteBinding command);

    R handle(DeleteFolder command);

    R handle(DeletePool command);

    R handle(DeleteResource command);

    R handle(DeleteSchedule command);

    R handle(DisconnectSession command);

    R handle(EndSession command);

    R handle(ExpireLeases command);

    R handle(ExpireQueue command);

    R handle(FoundSite command);

    R handle(GrantRole command);

    R handle(KeepWaiting command);

    R handle(LeaveQueue command);

    R handle(MarkHostLost command);

    R handle(RedeemTicket command);

    R handle(PromoteBroker command);

    R handle(RaiseFeatureLevel command);

    R handle(RecordLead command);

    R handle(RegisterBroker command);

    R handle(RegisterHost command);

    R handle(RemoveBroker command);

    R handle(RemoveHost command);

    R handle(ReportInventory command);

    R handle(ReportLoads command);

    R handle(RequestActions command);

    R handle(ReviewScaling command);

    R handle(RevokeRole command);

    R handle(RunScheduleStep command);

    R handle(StandIn command);

    R handle(UpdateBroker command);

    R handle(UpdateFolder command);

    R handle(UpdateHost command);

    R handle(UpdatePool command);

    R handle(UpdateResource command);

    R handle(UpdateSchedule command);

    R handle(UpdateSite command);
}
