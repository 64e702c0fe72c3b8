package io.usher.node.replication;

import io.usher.core.model.BrokerId;
import io.usher.core.model.SiteId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The brokers that a site starts with, or the one that joins a site.
 *
 * @param self this broker; one of the peers
 * @param peers 1, 3 or 5 brokers, this one included; one alone founds a one-broker site
 * @param joins whether this broker joins a site that is there: it is the only peer, has no vote until the others give
 *     it one, and learns from them who they are
 * @param tls certificates for traffic between brokers; without them every address must be on the loopback interface
 */
public record PeerGroup(SiteId site, BrokerId self, List<Peer> peers, boolean joins, Optional<TlsFiles> tls) {

    private static final Set<Integer> SIZES = Set.of(1, 3, 5);

    public PeerGroup {
        peers = List.copyOf(peers);
        if (!SIZES.contains(peers.size())) {
            throw new IllegalArgumentException("a site must start with 1, 3 or 5 brokers, found " + peers.size()
                    + "; two or four brokers survive" + " no more failures than one or three");
        }
        if (peers.stream().map(Peer::id).distinct().count() != peers.size()) {
            throw new IllegalArgumentException("every broker must be listed once, found one twice in " + peers);
        }
        if (joins && peers.size() != 1) {
            throw new IllegalArgumentException("a broker that joins must know only itself, found " + peers);
        }
        if (peers.stream().noneMatch(peer -> peer.id().equals(self))) {
            throw new IllegalArgumentException("broker " + self + " must be one of the peers, found " + peers);
        }
    }

    /** The brokers that a site starts with. */
    public PeerGroup(SiteId site, BrokerId self, List<Peer> peers, Optional<TlsFiles> tls) {
        this(site, self, peers, false, tls);
    }

    /** Who belongs to the group before the log says more. */
    public GroupMembers start() {
        return joins ? new GroupMembers(List.of(), peers) : new GroupMembers(peers, List.of());
    }

    /**
     * Where to listen for an address of this broker.
     *
     * @throws IOException when the host has no address, or lies beyond loopback while there is no TLS
     */
    public InetSocketAddress bindAddress(String address) throws IOException {
        InetSocketAddress resolved = socketAddress(address);
        if (resolved.isUnresolved()) {
            throw new UnknownHostException("the host of " + address + " has no network address; correct it");
        }
        if (tls.isEmpty() && !resolved.getAddress().isLoopbackAddress()) {
            throw new IOException("without TLS a broker listens on loopback only, found " + address
                    + "; configure certificates for peers, or use 127.0.0.1");
        }
        return resolved;
    }

    private static InetSocketAddress socketAddress(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
    }

    /** This broker as the others reach it. */
    public Peer selfPeer() {
        return peers.stream().filter(peer -> peer.id().equals(self)).findFirst().orElseThrow();
    }
}
