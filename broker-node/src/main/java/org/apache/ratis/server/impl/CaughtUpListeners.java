package org.apache.ratis.server.impl;

import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.LogAppender;

/**
 * Tells the leader that the listeners of its group have caught up. Ratis 3.3 waits until they have when they are added,
 * and then forgets to take note of it, as it does for voters. As long as such a listener is down, no other member could
 * be added; and an addition that fails would stop the log from being sent to it, dead or alive. The next leader takes
 * all members for caught up.
 */
public final class CaughtUpListeners {

    private CaughtUpListeners() {}

    /** Does nothing on a server that does not lead. Call it after each change of the group. */
    public static void mark(RaftServer.Division division) {
        if (division instanceof RaftServerImpl server) {
            RaftConfiguration group = server.getRaftConf();
            server.getRole()
                    .getLeaderState()
                    .ifPresent(leader -> leader.getLogAppenders()
                            .map(LogAppender::getFollower)
                            .filter(follower -> group.getPeer(follower.getId(), RaftPeerRole.LISTENER) != null)
                            .map(FollowerInfoImpl.class::cast)
                            .forEach(FollowerInfoImpl::catchUp));
        }
    }
}
