package io.usher.node.agent.load;

/**
 * How busy a host is.
 *
 * @param cpuPermille share of all processors in use since the sample before, 0 to 1000
 * @param memoryUsedBytes memory not available to new programs, at most the total
 * @param memoryTotalBytes memory of the host
 */
public record LoadSample(int cpuPermille, long memoryUsedBytes, long memoryTotalBytes) {
    public LoadSample {
        if (cpuPermille < 0 || cpuPermille > 1000) {
            throw new IllegalArgumentException("expected 0 to 1000 permille of processor time, found " + cpuPermille);
        }
        if (memoryUsedBytes < 0 || memoryUsedBytes > memoryTotalBytes) {
            throw new IllegalArgumentException(
                    "expected used memory of 0 to " + memoryTotalBytes + " bytes, found " + memoryUsedBytes);
        }
    }
}
