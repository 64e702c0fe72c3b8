package io.usher.core.state;

import io.usher.core.model.ClientInfo;
import io.usher.core.model.EndReason;
import io.usher.core.model.Fence;
import io.usher.core.model.Grant;
import io.usher.core.model.Host;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Seat;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionStatus;
import io.usher.core.model.SessionSubject;
import io.usher.core.model.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Images of a site in which many sessions have ended, as in any that has run for a while. */
public final class CrowdedTable {

    private CrowdedTable() {}

    /** The image with so many settled sessions added, which ended after everything else in it. */
    public static StateImage of(StateImage image, int settled) {
        List<Session> ended = new ArrayList<>(image.ended());
        ended.addAll(ended(image, settled));
        return new StateImage(
                new LogPosition(image.applied().index() + 1, 0),
                image.now(),
                image.site(),
                image.brokers(),
                image.security(),
                image.pools(),
                image.resources(),
                image.folders(),
                image.hosts(),
                image.sessions(),
                ended,
                image.actions(),
                image.bindings(),
                image.cursors(),
                image.scalings(),
                image.advice(),
                image.schedules(),
                image.waiting(),
                image.decisions(),
                image.answers(),
                image.answersDroppedEarly());
    }

    /** Sessions on the first host of the image that ended at one time and are settled, in order of id. */
    static List<Session> ended(StateImage image, int count) {
        Host host = image.hosts().get(0);
        LogPosition position = new LogPosition(image.applied().index() + 1, 0);
        SessionStatus status = SessionStatus.pending(image.now()).ended(EndReason.GONE_FROM_HOST, image.now());
        Grant grant =
                new Grant(new Fence(position), host.incarnation(), image.now(), image.now(), true, Optional.empty());
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> new Session(
                        new SessionId(new LogPosition(position.index(), n)),
                        new SessionSubject(new UserName("gone" + n), Optional.empty(), ClientInfo.UNKNOWN),
                        new Seat(host.pool(), host.id()),
                        grant,
                        status,
                        new LogPosition(position.index(), n)))
                .toList();
    }
}
