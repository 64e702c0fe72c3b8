package io.usher.node.api;

import java.time.Instant;

/**
 * What a broker knows of itself beside its replication.
 *
 * @param siteId id of its site
 * @param apiAddress where others reach its API, host:port
 * @param peerAddress where the others reach its Raft peer, host:port
 * @param version version of its software
 * @param started when its process started
 */
public record BrokerFacts(String siteId, String apiAddress, String peerAddress, String version, Instant started) {}
