package io.usher.core.event;

import io.usher.core.command.Reply;
import io.usher.core.model.Action;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.Decision;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolScaling;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.RoleGrant;
import io.usher.core.model.ScalingAdvice;
import io.usher.core.model.Schedule;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.Session;
import io.usher.core.model.Site;

/** A fact, complete in itself: whoever writes it down looks nothing up that a decision depends on. */
public sealed interface Event {

    /** Calls the method of the handler that belongs to this kind of event. */
    void accept(EventHandler handler);

    /** The site has a name or other settings. */
    record SiteChanged(Site site) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A broker is as told. */
    record BrokerChanged(BrokerProfile broker, BrokerChange change) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** Somebody may do more. */
    record RoleGranted(RoleGrant grant) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** Somebody may do less. */
    record RoleRevoked(RoleGrant grant) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A pool was created or has other settings. */
    record PoolChanged(Pool pool) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A pool is gone. */
    record PoolDeleted(PoolId pool) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A resource was published or has other settings. */
    record ResourceChanged(Resource resource) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A resource was withdrawn. */
    record ResourceDeleted(ResourceId resource) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A folder was created, moved or has other settings. */
    record FolderChanged(Folder folder) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A folder is gone. */
    record FolderDeleted(FolderId folder) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A host is as told. */
    record HostChanged(Host host, HostChange change) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A host was forgotten. */
    record HostRemoved(HostId host) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A session is as told. */
    record SessionChanged(Session session, SessionChange change) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** An action was asked for, or it is known what became of it. */
    record ActionChanged(Action action) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A host belongs to somebody, or still does. */
    record BindingChanged(HostBinding binding) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A host belongs to nobody any more. */
    record BindingRemoved(HostId host) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** Round robin of a pool goes on behind this host. */
    record CursorMoved(PoolId pool, HostId host) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** The workload of a pool calls for more hosts or fewer. */
    record ScalingWatched(PoolScaling scaling) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** The workload of a pool calls for nothing any more. */
    record ScalingEased(PoolId pool) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A provisioner is advised. */
    record ScalingAdvised(ScalingAdvice advice) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A schedule is as told. */
    record ScheduleChanged(Schedule schedule) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** A schedule was forgotten. */
    record ScheduleDeleted(ScheduleId schedule) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** Somebody waits, or goes on waiting. */
    record QueueEntryChanged(QueueEntry entry) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /**
     * Somebody no longer waits.
     *
     * @param outcome the assignment, or why there is none
     */
    record QueueLeft(QueueEntry entry, LogTime time, Reply outcome) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }

    /** An assignment was decided. */
    record DecisionRecorded(Decision decision) implements Event {
        @Override
        public void accept(EventHandler handler) {
            handler.handle(this);
        }
    }
}
