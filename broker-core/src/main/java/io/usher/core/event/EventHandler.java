package io.usher.core.event;

/** One method for each kind of event, so that the compiler names the place that forgot one. */
public interface EventHandler {

    void handle(Event.SiteChanged event);

    void handle(Event.BrokerChanged event);

    void handle(Event.RoleGranted event);

    void handle(Event.RoleRevoked event);

    void handle(Event.PoolChanged event);

    void handle(Event.PoolDeleted event);

    void handle(Event.ResourceChanged event);

    void handle(Event.ResourceDeleted event);

    void handle(Event.FolderChanged event);

    void handle(Event.FolderDeleted event);

    void handle(Event.HostChanged event);

    void handle(Event.HostRemoved event);

    void handle(Event.SessionChanged event);

    void handle(Event.ActionChanged event);

    void handle(Event.BindingChanged event);

    void handle(Event.BindingRemoved event);

    void handle(Event.CursorMoved event);

    void handle(Event.ScalingWatched event);

    void handle(Event.ScalingEased event);

    void handle(Event.ScalingAdvised event);

    void handle(Event.ScheduleChanged event);

    void handle(Event.ScheduleDeleted event);

    void handle(Event.QueueEntryChanged event);

    void handle(Event.QueueLeft event);

    void handle(Event.DecisionRecorded event);
}
