package io.usher.it.history;

import java.util.List;

/**
 * Everything that was seen of a run from outside the brokers.
 *
 * @param operations what clients and hosts asked and were told
 * @param watches what watchers were shown
 * @param stays which sessions hosts really ran
 * @param leases what hosts knew of their leases
 */
public record History(
        List<Operation> operations, List<WatchRecord> watches, List<Stay> stays, List<LeaseRenewal> leases) {

    public History {
        operations = List.copyOf(operations);
        watches = List.copyOf(watches);
        stays = List.copyOf(stays);
        leases = List.copyOf(leases);
    }

    /** Of clients alone. */
    public static History of(List<Operation> operations) {
        return new History(operations, List.of(), List.of(), List.of());
    }
}
