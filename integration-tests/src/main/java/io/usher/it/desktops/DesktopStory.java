package io.usher.it.desktops;

import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.ClusterBuilder;
import io.usher.it.cluster.Installation;
import io.usher.it.cluster.OsProcess;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Two users, two real session hosts, three brokers of which the primary is killed: told step by step, and each step
 * checked. Whoever breaks a promise ends the story with an exception that says which.
 */
public final class DesktopStory {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** A terminal with letters in it has many shades; a bare background has two. */
    private static final int COLOURS_OF_A_DESKTOP = 12;

    private static final String DESKTOP_LOG_OFF = "log-off from the desktop";

    private final TestCluster cluster;
    private final DesktopLab lab;
    private final DesktopSite site;
    private final Consumer<String> tell;
    private final LabUser alice;
    private final LabUser bob;
    private final List<DesktopHost> hosts = new ArrayList<>();
    private final List<OsProcess> agents = new ArrayList<>();

    /**
     * A story about to be told.
     *
     * @param lab with the two users, and no host yet
     * @param tell hears every step
     */
    public DesktopStory(
            TestCluster cluster,
            DesktopLab lab,
            Installation installation,
            List<LabUser> users,
            Consumer<String> tell) {
        this.cluster = cluster;
        this.lab = lab;
        this.site = new DesktopSite(installation.home(), cluster.endpoints());
        this.tell = tell;
        this.alice = users.get(0);
        this.bob = users.get(1);
    }

    /**
     * Brokers that take a pause of two seconds for nothing unusual: X servers, window managers and clients of several
     * users run on the same machine.
     */
    public static ClusterBuilder patientCluster() {
        return TestCluster.aCluster().with("election.least-timeout", "2s").with("election.most-timeout", "4s");
    }

    /**
     * Tells the story; keeps a picture of both desktops.
     *
     * @param logs where the logs of hosts and clients are kept if a promise is broken
     */
    public void tell(Path picture, Path logs) {
        try {
            tell(picture);
        } catch (RuntimeException e) {
            lab.keepLogs(logs);
            throw e;
        }
    }

    private void tell(Path picture) {
        prepare();

        Assignment first = site.assign(alice);
        DesktopHost hostOfAlice = hostOf(first);
        tell.accept("alice is assigned " + first.getSession() + " on " + hostOfAlice.name());
        DesktopClient window = lab.connect(alice, first.getEndpoint(), first.getTicket(), 0);
        String desktop = awaitDesktop(alice, hostOfAlice, first);
        tell.accept("alice sees her desktop on " + hostOfAlice.name() + ", and the brokers see her ACTIVE");

        Assignment ofBob = site.assign(bob);
        DesktopHost hostOfBob = hostOf(ofBob);
        require(hostOfBob != hostOfAlice, "bob should be on the other host, found him on " + hostOfBob.name());
        DesktopClient windowOfBob = lab.connect(bob, ofBob.getEndpoint(), ofBob.getTicket(), 1);
        awaitDesktop(bob, hostOfBob, ofBob);
        tell.accept("bob is on the other host, " + hostOfBob.name());
        keepPicture(picture);

        BrokerProcess killed = cluster.killPrimary();
        tell.accept("the primary " + killed.id() + " is killed");
        window.close();
        site.awaitState(first.getSession(), Session.State.STATE_DISCONNECTED);
        tell.accept("alice closes her window; the brokers see her DISCONNECTED");

        comeBack(first, hostOfAlice, desktop);
        new DesktopActions(lab, site, tell, this::hostOf).tell(alice);
        require(windowOfBob.isConnected(), "bob's window should have stayed open all the time");
        logOff(ofBob, hostOfBob, windowOfBob);
        cluster.start();
        cluster.awaitEqualDigests();
        tell.accept("all brokers are up again and have the same state");
    }

    private void prepare() {
        cluster.awaitPrimary();
        site.publish();
        tell.accept("three brokers run, and a desktop is published");
        for (String name : List.of("h1", "h2")) {
            DesktopHost host = lab.addHost(name);
            hosts.add(host);
            agents.add(site.startAgent(host));
        }
        hosts.forEach(site::awaitHost);
        tell.accept("two session hosts with xrdp and an agent each are up");
    }

    private void comeBack(Assignment first, DesktopHost host, String desktop) {
        Assignment again = site.assign(alice);
        require(
                again.getSession().equals(first.getSession()),
                "alice should get " + first.getSession() + " again, got " + again.getSession());
        require(
                again.getRule() == Assignment.Rule.RULE_RECONNECTED,
                "she should be reconnected, found " + again.getRule());
        DesktopClient window = lab.connect(alice, again.getEndpoint(), again.getTicket(), 0);
        String now = awaitDesktop(alice, host, again);
        require(now.equals(desktop), "it should be the same desktop, process " + desktop + ", found " + now);
        tell.accept("alice comes back: the same session, the same host, the same desktop");

        site.end(again.getSession());
        site.awaitState(again.getSession(), Session.State.STATE_ENDED);
        window.awaitEnd(LIMIT);
        require(host.desktopOf(alice).isEmpty(), "her desktop should be gone from " + host.name());
        tell.accept("her session is ended by an administrator: her window closes, her desktop is gone");
    }

    private void logOff(Assignment assignment, DesktopHost host, DesktopClient window) {
        host.logOff(bob);
        window.awaitEnd(LIMIT);
        site.awaitState(assignment.getSession(), Session.State.STATE_ENDED);
        Session.EndReason reason = site.session(assignment.getSession()).getEndReason();
        require(
                reason == Session.EndReason.END_REASON_GONE_FROM_HOST,
                DESKTOP_LOG_OFF + " should be seen, found " + reason);
        tell.accept("bob logs off on his desktop: the brokers see his session ENDED");
    }

    /** Waits until a user has arrived, and returns what names the desktop. */
    private String awaitDesktop(LabUser user, DesktopHost host, Assignment assignment) {
        site.awaitState(assignment.getSession(), Session.State.STATE_ACTIVE);
        String desktop = Waiting.forValue(user + " has a desktop on " + host.name(), LIMIT, () -> host.desktopOf(user));
        Waiting.until(
                "the agent has told which desktop it is",
                LIMIT,
                () -> site.session(assignment.getSession()).getHostKey().startsWith("xrdp-"));
        for (DesktopHost other : hosts) {
            require(
                    other == host || other.desktopOf(user).isEmpty(),
                    user + " should be on " + host.name() + " alone, found a desktop on " + other.name());
        }
        return desktop;
    }

    private void keepPicture(Path picture) {
        Waiting.until("both desktops are painted", LIMIT, () -> {
            lab.screenshot(picture);
            return DesktopLab.coloursIn(picture, 0) > COLOURS_OF_A_DESKTOP
                    && DesktopLab.coloursIn(picture, 1) > COLOURS_OF_A_DESKTOP;
        });
        tell.accept("a picture of both desktops is kept as " + picture);
    }

    private DesktopHost hostOf(Assignment assignment) {
        Optional<DesktopHost> found = hosts.stream()
                .filter(host -> assignment.getHost().equals("hosts/" + host.name()))
                .findFirst();
        DesktopHost host = found.orElseThrow(
                () -> new IllegalStateException("expected one of the lab's hosts, found " + assignment.getHost()));
        require(
                assignment.getEndpoint().equals(host.endpoint()),
                "the endpoint should be " + host.endpoint() + ", found " + assignment.getEndpoint());
        return host;
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(otherwise);
        }
    }
}
