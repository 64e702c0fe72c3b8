package io.usher.core.command;

import io.usher.core.model.FeatureLevel;

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
                RaiseFeatureLevel,
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
                StandIn,
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

    /**
     * The feature level that the site must have for it: what releases of lower levels could not read, or would carry
     * out otherwise, must not be in its log.
     */
    default FeatureLevel needs() {
        return FeatureLevel.FIRST;
    }

    /** Calls the method of the handler that belongs to this kind of command. */
    <R> R accept(CommandHandler<R> handler);
}
