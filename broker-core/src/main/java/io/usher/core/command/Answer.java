package io.usher.core.command;

import io.usher.core.model.ActionOrder;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.Fence;
import io.usher.core.model.Folder;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LimitFinding;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Pool;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.Resource;
import io.usher.core.model.RoleGrant;
import io.usher.core.model.Route;
import io.usher.core.model.Schedule;
import io.usher.core.model.Session;
import io.usher.core.model.SessionAction;
import io.usher.core.model.SessionId;
import io.usher.core.model.Site;
import io.usher.core.model.UserName;
import java.util.List;
import java.util.Optional;

/** A command was carried out. */
public sealed interface Answer extends Reply {

    /** Nothing to tell but that it is done. */
    record Done() implements Answer {}

    /** The site after the command. */
    record SiteAnswer(Site site) implements Answer {}

    /** The broker after the command. */
    record BrokerAnswer(BrokerProfile broker) implements Answer {}

    /** The line of the role table after the command. */
    record RoleAnswer(RoleGrant grant) implements Answer {}

    /** The pool after the command. */
    record PoolAnswer(Pool pool) implements Answer {}

    /** The resource after the command. */
    record ResourceAnswer(Resource resource) implements Answer {}

    /** The folder after the command. */
    record FolderAnswer(Folder folder) implements Answer {}

    /** The host after the command. */
    record HostAnswer(Host host) implements Answer {}

    /** The session after the command. */
    record SessionAnswer(Session session) implements Answer {}

    /**
     * A user has a session.
     *
     * @param endpoint where the client goes, host:port
     * @param fence position of this assignment; identity of the ticket
     * @param expires until when the ticket may be redeemed
     * @param rule why this session
     * @param warnings limits on users that were passed and that the user is to be told of
     * @param routes public ways to the host, in order of preference; empty where none were set
     */
    record Granted(
            SessionId session,
            UserName user,
            HostId host,
            String endpoint,
            HostIncarnation incarnation,
            Fence fence,
            LogTime expires,
            DecisionRule rule,
            List<LimitFinding> warnings,
            List<Route> routes)
            implements Answer {

        public Granted {
            warnings = List.copyOf(warnings);
            routes = List.copyOf(routes);
        }
    }

    /**
     * The user has a place in the queue.
     *
     * @param deadline when it is given up, log time
     */
    record Queued(QueueEntryId entry, LogTime deadline) implements Answer {}

    /** How many places in queues were renewed or given up. */
    record QueueMoved(int entries) implements Answer {}

    /** The user may enter; the session is theirs. */
    record Redeemed(SessionId session, UserName user) implements Answer {}

    /**
     * An inventory was taken.
     *
     * @param asOf position of the inventory; every order requested before it is in the list
     * @param orders what the host has to do, in order of request
     * @param bindings which session each reported key belongs to
     */
    record InventoryTaken(LogPosition asOf, List<Order> orders, List<Binding> bindings) implements Answer {

        public InventoryTaken {
            orders = List.copyOf(orders);
            bindings = List.copyOf(bindings);
        }
    }

    /**
     * Something that a host has to do.
     *
     * @param session empty for what is done to the host itself
     * @param hostKey the host's name for the session; empty when the user has not arrived, then the ticket is void
     * @param message what to show; empty for what is no message
     */
    record Order(
            Optional<SessionId> session,
            Optional<String> hostKey,
            SessionAction action,
            Optional<ActionOrder> message) {

        /** An order without a message. */
        public Order(SessionId session, Optional<String> hostKey, SessionAction action) {
            this(Optional.of(session), hostKey, action, Optional.empty());
        }
    }

    /**
     * Actions were asked for.
     *
     * @param batch position that all of them have in their names
     * @param requested how many
     * @param skipped sessions or hosts with which it cannot be done at present
     * @param left those that fit and for which there was no room; ask again
     */
    record ActionsRequested(LogPosition batch, int requested, int skipped, int left) implements Answer {}

    /** The session that a reported key belongs to. */
    record Binding(String hostKey, SessionId session) {}

    /** The binding after the command. */
    record BindingAnswer(HostBinding binding) implements Answer {}

    /** How many hosts let others in than before. */
    record LogonsControlled(int hosts) implements Answer {}

    /** The schedule after the command. */
    record ScheduleAnswer(Schedule schedule) implements Answer {}

    /**
     * What time did.
     *
     * @param sessions how many leases were ended
     * @param loggedOff how many sessions that nobody works in their hosts were told to end
     * @param timedOut how many actions count as not done
     */
    record LeasesExpired(int sessions, int loggedOff, int timedOut) implements Answer {}
}
