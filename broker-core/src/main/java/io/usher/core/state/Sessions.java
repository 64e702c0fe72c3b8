package io.usher.core.state;

import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.ResourceId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.model.UserName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The table of live sessions with its indexes by user, by host and by deadline. */
final class Sessions {

    /** When the lease of a PENDING session ends. */
    private record Deadline(LogTime time, SessionId session) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : session.compareTo(other.session);
        }
    }

    private final NavigableMap<SessionId, Session> byId = new TreeMap<>();
    // These three are looked up by key alone: the order of their keys never shows.
    private final Map<UserName, List<SessionId>> byUser = new LinkedHashMap<>();
    // How many sessions each user has of each resource.
    private final Map<ResourceId, Map<UserName, Integer>> usersByResource = new LinkedHashMap<>();
    private final Map<HostId, HostSeats> byHost = new LinkedHashMap<>();
    private final NavigableSet<Deadline> deadlines = new TreeSet<>();

    Optional<Session> find(SessionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Session> all() {
        return byId.values();
    }

    List<Session> after(Optional<SessionId> id, int limit) {
        Collection<Session> rest =
                id.isPresent() ? byId.tailMap(id.get(), false).values() : byId.values();
        return rest.stream().limit(limit).toList();
    }

    List<Session> of(UserName user) {
        List<SessionId> ids = byUser.get(user);
        return ids == null ? List.of() : ids.stream().map(byId::get).toList();
    }

    int usersOf(ResourceId resource) {
        Map<UserName, Integer> users = usersByResource.get(resource);
        return users == null ? 0 : users.size();
    }

    List<Session> of(ResourceId resource) {
        Map<UserName, Integer> users = usersByResource.getOrDefault(resource, new LinkedHashMap<>());
        return users.keySet().stream()
                .sorted()
                .flatMap(user -> of(user).stream())
                .filter(session -> session.subject().resource().equals(Optional.of(resource)))
                .toList();
    }

    List<Session> on(HostId host) {
        HostSeats seats = byHost.get(host);
        return seats == null ? List.of() : seats.sessions();
    }

    SeatCount seats(HostId host) {
        HostSeats seats = byHost.get(host);
        return seats == null ? SeatCount.NONE : seats.count();
    }

    Optional<LogTime> nextDeadline() {
        return deadlines.isEmpty()
                ? Optional.empty()
                : Optional.of(deadlines.first().time());
    }

    List<Session> due(LogTime time, int limit) {
        List<Session> due = new ArrayList<>();
        for (Deadline deadline : deadlines) {
            if (deadline.time().isAfter(time) || due.size() == limit) {
                break;
            }
            due.add(byId.get(deadline.session()));
        }
        return due;
    }

    void put(Session session) {
        Session before = byId.put(session.id(), session);
        if (before != null) {
            requireLegalMove(before, session);
            unindex(before);
        }
        byUser.merge(session.user(), List.of(session.id()), Sessions::joined);
        session.subject()
                .resource()
                .ifPresent(resource -> usersByResource
                        .computeIfAbsent(resource, id -> new LinkedHashMap<>())
                        .merge(session.user(), 1, Integer::sum));
        byHost.computeIfAbsent(session.host(), host -> new HostSeats()).add(session);
        if (session.state() == SessionState.PENDING) {
            deadlines.add(deadlineOf(session));
        }
    }

    /** Takes a session out of the table because it ended. */
    void remove(Session ended) {
        Session before = byId.remove(ended.id());
        if (before == null) {
            throw new Fault("session " + ended.id() + " ended and was not live");
        }
        requireLegalMove(before, ended);
        unindex(before);
    }

    /** The position of the host's latest load report: whatever was confirmed before is covered by it. */
    void coverBy(HostId host, LogPosition report) {
        byHost.computeIfAbsent(host, id -> new HostSeats()).coverBy(report);
    }

    /** A host without sessions was forgotten. */
    void forgetHost(HostId host) {
        HostSeats seats = byHost.remove(host);
        if (seats != null && seats.count().taken() > 0) {
            throw new Fault(
                    "host " + host + " was removed with " + seats.count().taken() + " sessions");
        }
    }

    private void unindex(Session session) {
        byUser.computeIfPresent(session.user(), (user, ids) -> {
            List<SessionId> rest = without(ids, session.id());
            return rest.isEmpty() ? null : rest;
        });
        session.subject()
                .resource()
                .ifPresent(resource -> usersByResource.computeIfPresent(resource, (id, users) -> {
                    users.computeIfPresent(session.user(), (user, count) -> count > 1 ? count - 1 : null);
                    return users.isEmpty() ? null : users;
                }));
        byHost.computeIfPresent(session.host(), (host, seats) -> {
            seats.remove(session);
            return seats;
        });
        if (session.state() == SessionState.PENDING) {
            deadlines.remove(deadlineOf(session));
        }
    }

    /** In order of id, so that a restored broker lists the same. */
    private static List<SessionId> joined(List<SessionId> ids, List<SessionId> more) {
        return Stream.concat(ids.stream(), more.stream()).sorted().toList();
    }

    private static List<SessionId> without(List<SessionId> ids, SessionId gone) {
        return ids.size() == 1
                ? List.of()
                : ids.stream().filter(id -> !id.equals(gone)).toList();
    }

    private static Deadline deadlineOf(Session session) {
        return new Deadline(session.grant().leaseEnds(), session.id());
    }

    private static void requireLegalMove(Session before, Session after) {
        boolean stays = before.user().equals(after.user()) && before.host().equals(after.host());
        if (!stays || !before.state().mayBecome(after.state())) {
            throw new Fault("session " + after.id() + " must not move from " + before.state() + " of " + before.user()
                    + " on " + before.host() + " to " + after.state() + " of " + after.user() + " on " + after.host());
        }
    }
}
