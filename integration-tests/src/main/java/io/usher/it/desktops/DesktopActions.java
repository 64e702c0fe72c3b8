package io.usher.it.desktops;

import io.usher.it.cluster.Waiting;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Session;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** What an administrator does with a real desktop: each action really happens, and the brokers show that it did. */
final class DesktopActions {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final DesktopLab lab;
    private final DesktopSite site;
    private final Consumer<String> tell;
    private final Function<Assignment, DesktopHost> hosts;

    /**
     * A part of the story.
     *
     * @param tell hears every step
     * @param hosts the host of an assignment
     */
    DesktopActions(DesktopLab lab, DesktopSite site, Consumer<String> tell, Function<Assignment, DesktopHost> hosts) {
        this.lab = lab;
        this.site = site;
        this.tell = tell;
        this.hosts = hosts;
    }

    /** Told of a user who has no session, and has none afterwards. */
    void tell(LabUser user) {
        Assignment assignment = site.assign(user);
        DesktopHost host = hosts.apply(assignment);
        DesktopClient window = open(user, assignment);
        String desktop = Waiting.forValue("a new desktop", LIMIT, () -> host.desktopOf(user));

        site.act(assignment.getSession(), "message", "--title=Tonight", "--text=We close at ten. $(reboot)");
        site.awaitAction(assignment.getSession(), Action.Kind.KIND_MESSAGE, Action.State.STATE_DONE);
        require(host.showsMessageTo(user), "a window with the message should be on the desktop");
        tell.accept(user.name() + " is shown a message in a window on the desktop");

        site.act(assignment.getSession(), "disconnect");
        window.awaitEnd(LIMIT);
        site.awaitState(assignment.getSession(), Session.State.STATE_DISCONNECTED);
        site.awaitAction(assignment.getSession(), Action.Kind.KIND_DISCONNECT, Action.State.STATE_DONE);
        require(
                host.desktopOf(user).filter(desktop::equals).isPresent(),
                "the desktop should run on, process " + desktop);
        tell.accept(user.name() + " is disconnected by an administrator: the window closes, the desktop runs on");

        site.act(assignment.getSession(), "log-off", "--yes");
        awaitEnd(user, assignment, host, Action.Kind.KIND_LOG_OFF);
        tell.accept(user.name() + " is logged off by an administrator: the desktop is gone");

        Assignment again = site.assign(user);
        DesktopClient another = open(user, again);
        site.act(again.getSession(), "reset", "--yes");
        another.awaitEnd(LIMIT);
        awaitEnd(user, again, hosts.apply(again), Action.Kind.KIND_RESET);
        tell.accept("another desktop of " + user.name() + " is ended by force");
    }

    private DesktopClient open(LabUser user, Assignment assignment) {
        DesktopClient window = lab.connect(user, assignment.getEndpoint(), assignment.getTicket(), 0);
        site.awaitState(assignment.getSession(), Session.State.STATE_ACTIVE);
        Waiting.until(
                "the agent has told which desktop it is",
                LIMIT,
                () -> site.session(assignment.getSession()).getHostKey().startsWith("xrdp-"));
        return window;
    }

    private void awaitEnd(LabUser user, Assignment assignment, DesktopHost host, Action.Kind kind) {
        site.awaitState(assignment.getSession(), Session.State.STATE_ENDED);
        site.awaitAction(assignment.getSession(), kind, Action.State.STATE_DONE);
        Waiting.until(
                "the desktop is gone from " + host.name(),
                LIMIT,
                () -> host.desktopOf(user).isEmpty());
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(otherwise);
        }
    }
}
