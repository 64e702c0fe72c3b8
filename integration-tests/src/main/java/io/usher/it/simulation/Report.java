package io.usher.it.simulation;

/**
 * What a host measured.
 *
 * @param host number of the host
 * @param cpuPermille share of processor time used, at most 1000: a host cannot show more than all it has
 * @param memoryUsedBytes at most what the host has
 * @param sessions that had arrived
 * @param startingMilliseats thousandths of a session by which those that came in the last seconds are taken to be short
 *     of what they will take
 * @param mark what the algorithm said of this moment, see {@link Algorithm#mark}
 */
record Report(int host, int cpuPermille, long memoryUsedBytes, int sessions, int startingMilliseats, long mark) {}
