package io.usher.it.history;

import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.FoundSite;
import io.usher.core.command.RegisterHost;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserName;
import io.usher.it.client.Outcome;
import io.usher.it.history.Operation.Span;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A made-up run: what the log holds, and what clients say they were told. One command to an entry. */
final class Story {

    static final long START = 1_700_000_000_000L;

    private final List<CommittedCommand> log = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();

    /** Entries 1 to 5: a site, a pool with two hosts of one seat each, a desktop. */
    static Story ofTwoHosts() {
        Story story = new Story();
        story.commit("", new FoundSite(new SiteId("lab"), "", SiteSettings.DEFAULTS));
        story.commit("", new CreatePool(new PoolId("office"), "", PoolSettings.DEFAULTS));
        story.commit("", host("h1"));
        story.commit("", host("h2"));
        story.commit(
                "",
                new CreateResource(
                        new ResourceId("desktop"),
                        ResourceKind.DESKTOP,
                        new ResourceSettings("", ResourceState.ENABLED, "", List.of(new PoolId("office")), "")));
        return story;
    }

    static RegisterHost host(String id) {
        HostSettings oneSeat =
                new HostSettings(HostPolicy.INHERITED.withMaxSessions(1), HostSettings.DEFAULTS.logonControl(), "");
        return new RegisterHost(new HostId(id), new PoolId("office"), "agent-of-" + id, id + ":3389", oneSeat);
    }

    static AssignSession assign(String user) {
        return new AssignSession(new UserName(user), new ResourceId("desktop"), ClientInfo.UNKNOWN);
    }

    /** Puts the next entry into the log; entries are a second apart. */
    LogPosition commit(String request, Command command) {
        LogPosition position = new LogPosition(log.size() + 1L, 0);
        log.add(new CommittedCommand(
                position,
                new LogTime(START + position.index() * 1000),
                request.isEmpty() ? Optional.empty() : Optional.of(request),
                "",
                command));
        return position;
    }

    /** A client asked for the desktop between two moments. */
    Story asked(String user, String request, Span span, Outcome<AssignSessionResponse> outcome) {
        return asked(
                AssignSessionRequest.newBuilder()
                        .setUser(user)
                        .setResource("resources/desktop")
                        .setRequestId(request)
                        .build(),
                span,
                outcome);
    }

    Story asked(Message request, Span span, Outcome<? extends Message> outcome) {
        operations.add(new Operation(operations.size() + 1L, "client", "Method", request, span, outcome));
        return this;
    }

    /** The answer for a session that entry {@code fence} granted, told by entry {@code revision}. */
    static Outcome<AssignSessionResponse> granted(String host, long fence, long revision) {
        long expires =
                START + fence * 1000 + PoolSettings.DEFAULTS.ticketLifetime().toMillis();
        Assignment assignment = Assignment.newBuilder()
                .setSession("sessions/s-" + fence + "-0")
                .setHost("hosts/" + host)
                .setEndpoint(host + ":3389")
                .setTicket("signed")
                .setFence(fence + "-0")
                .setTicketExpireTime(com.google.protobuf.Timestamp.newBuilder().setSeconds(expires / 1000))
                .setRule(Assignment.Rule.RULE_PLACED)
                .setDecision("decisions/" + fence + "-0")
                .addRoutes(Route.newBuilder().setKind(Route.Kind.KIND_DIRECT).setEndpoint(host + ":3389"))
                .build();
        return new Outcome.Answered<>(
                AssignSessionResponse.newBuilder()
                        .setHeader(header(revision))
                        .setAssignment(assignment)
                        .build(),
                "b1");
    }

    static Outcome<AssignSessionResponse> refused(String reason, Map<String, String> details) {
        return new Outcome.Refused<>(reason, details);
    }

    static ResponseHeader.Builder header(long revision) {
        return ResponseHeader.newBuilder().setRevision(revision);
    }

    static Duration seconds(long seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
    }

    List<String> brokenRules() {
        return brokenRules(List.of(), List.of(), List.of());
    }

    List<String> brokenRules(List<WatchRecord> watches, List<Stay> stays, List<LeaseRenewal> leases) {
        return violations(new History(operations, watches, stays, leases)).stream()
                .map(Violation::rule)
                .toList();
    }

    private List<Violation> violations(History history) {
        return WitnessCheck.check(history, new CommittedLog(log, log.size(), 1));
    }
}
