package io.usher.core.command;

/** A wish in the log. Every broker carries out the same commands in the same order. */
public sealed interface Command
        permits AdmitNext,
                AssignSession,
                CreateBinding,
                CreateFolder,
                ControlHostLogons,
                ControlPoolLogons,
                CreatePool,
                CreateResource,
                CreateSchedule,
                DeleteBinding,
                DeleteFolder,
                DeletePool,
                DeleteResource,
                DeleteSchedule,
                DisconnectSession,
                EndSession,
                ExpireLeases,
                ExpireQueue,
                FoundSite,
                GrantRole,
                KeepWaiting,
                LeaveQueue,
                MarkHostLost,
                PromoteBroker,
                RecordLead,
                RedeemTicket,
                RegisterBroker,
                RegisterHost,
                RemoveBroker,
                RemoveHost,
                ReportInventory,
                ReportLoads,
                RequestActions,
                RevokeRole,
                ReviewScaling,
                RunScheduleStep,
                UpdateBroker,
                UpdateFolder,
                UpdateHost,
                UpdatePool,
                UpdateResource,
                UpdateSchedule,
                UpdateSite {

    /**
     * Whether it comes by itself, many a second, so that nobody is asked who sent it: what users and hosts do is told
     * by decisions and sessions. All others are changes that somebody answers for.
     */
    default boolean isEveryday() {
        return false;
    }

    /** Calls the method of the handler that belongs to this kind of command. */
    <R> R accept(CommandHandler<R> handler);
}
