package io.usher.node.replication;

/**
 * Digest of the whole state right after one revision. Brokers that have applied the same revision have the same.
 *
 * @param revision index of the last entry that the state reflects
 * @param digest SHA-256 in lower-case hexadecimal
 */
public record StateDigestAt(long revision, String digest) {}
