package io.usher.core.model;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address as numbers. Read here rather than by java.net, which looks names up and differs between JDKs.
 * An IPv4 address within IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 address.
 *
 * @param high first 64 bits; 0 for IPv4
 * @param low last 64 bits; an IPv4 address is in the last 32 of them
 * @param bits 32 for IPv4, 128 for IPv6
 */
record NetworkAddress(long high, long low, int bits) {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    private static final int GROUPS = 8;
    private static final int GROUP_BITS = 16;
    private static final long MAPPED = 0xffff;

    /** Reads an address; empty for anything else. A zone behind a percent sign is left out. */
    static Optional<NetworkAddress> parse(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        return address.indexOf(':') < 0 ? ipv4(address) : ipv6(address);
    }

    /** Whether the first bits are those of the network. */
    boolean isIn(NetworkAddress network, int prefix) {
        return bits == network.bits && first(prefix).equals(network.first(prefix));
    }

    /** The address with all bits behind the first ones at zero. */
    NetworkAddress first(int prefix) {
        if (bits == IPV4_BITS) {
            return new NetworkAddress(0, low & (mask(prefix) >>> IPV4_BITS), bits);
        }
        return new NetworkAddress(
                high & mask(Math.min(prefix, Long.SIZE)), low & mask(Math.max(prefix - Long.SIZE, 0)), bits);
    }

    private static long mask(int ones) {
        return ones == 0 ? 0 : -1L << (Long.SIZE - ones);
    }

    private static Optional<NetworkAddress> ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        long value = 0;
        for (String part : parts) {
            int number = Digits.number(part, 10, 3);
            // A leading zero is octal to some and decimal to others.
            if (number < 0 || number > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
                return Optional.empty();
            }
            value = value << Byte.SIZE | number;
        }
        return Optional.of(new NetworkAddress(0, value, IPV4_BITS));
    }

    private static Optional<NetworkAddress> ipv6(String text) {
        int gap = text.indexOf("::");
        String head = gap < 0 ? text : text.substring(0, gap);
        String tail = gap < 0 ? "" : text.substring(gap + 2);
        Optional<long[]> first = groups(head, gap < 0);
        Optional<long[]> last = groups(tail, true);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        int found = first.get().length + last.get().length;
        if (gap < 0 ? found != GROUPS : found >= GROUPS) {
            return Optional.empty();
        }
        long[] all = new long[GROUPS];
        System.arraycopy(first.get(), 0, all, 0, first.get().length);
        System.arraycopy(last.get(), 0, all, GROUPS - last.get().length, last.get().length);
        return Optional.of(of(all));
    }

    private static NetworkAddress of(long[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS / 2; i++) {
            high = high << GROUP_BITS | groups[i];
            low = low << GROUP_BITS | groups[i + GROUPS / 2];
        }
        return high == 0 && low >>> IPV4_BITS == MAPPED
                ? new NetworkAddress(0, low & 0xffff_ffffL, IPV4_BITS)
                : new NetworkAddress(high, low, IPV6_BITS);
    }

    /** Groups of 16 bits; an IPv4 address at the end stands for two. */
    private static Optional<long[]> groups(String text, boolean atEnd) {
        if (text.isEmpty()) {
            return Optional.of(new long[0]);
        }
        String[] parts = text.split(":", -1);
        boolean mixed = atEnd && parts[parts.length - 1].indexOf('.') >= 0;
        long[] groups = new long[parts.length + (mixed ? 1 : 0)];
        for (int i = 0; i < parts.length - (mixed ? 1 : 0); i++) {
            int number = Digits.number(parts[i], 16, 4);
            if (number < 0) {
                return Optional.empty();
            }
            groups[i] = number;
        }
        if (mixed) {
            Optional<NetworkAddress> end = ipv4(parts[parts.length - 1]);
            if (end.isEmpty()) {
                return Optional.empty();
            }
            groups[groups.length - 2] = end.get().low() >>> GROUP_BITS;
            groups[groups.length - 1] = end.get().low() & 0xffff;
        }
        return Optional.of(groups);
    }
}
