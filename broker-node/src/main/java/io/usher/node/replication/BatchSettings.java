package io.usher.node.replication;

/**
 * How commands are gathered into log entries.
 *
 * @param maxCommands most commands in one entry, 1 to 1024
 * @param maxBytes most bytes in one entry, 64 KiB to 3 MiB; a larger command is refused
 * @param entriesInFlight most entries that wait for their commit, 1 to 8
 * @param queueCommands most commands that wait for their turn, 1 to 1000000; more are refused
 * @param queueBytes most bytes of waiting commands; more are refused
 */
public record BatchSettings(int maxCommands, int maxBytes, int entriesInFlight, int queueCommands, int queueBytes) {

    /** Measured: larger batches brought nothing, more entries in flight made them smaller. */
    public static final BatchSettings DEFAULTS = new BatchSettings(256, 1 << 20, 2, 16_384, 32 << 20);

    public BatchSettings {
        Requirement.range("commands in an entry", maxCommands, 1, 1024);
        Requirement.range("bytes in an entry", maxBytes, 64 << 10, 3 << 20);
        Requirement.range("entries in flight", entriesInFlight, 1, 8);
        Requirement.range("queued commands", queueCommands, 1, 1_000_000);
        Requirement.range("queued bytes", queueBytes, maxBytes, 1 << 30);
    }
}
