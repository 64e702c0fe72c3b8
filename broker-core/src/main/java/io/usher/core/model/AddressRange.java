package io.usher.core.model;

/**
 * A network in the notation of RFC 4632 and RFC 4291: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address.
 *
 * @param value the text; no bit behind the prefix may be set, since then something else was meant
 */
public record AddressRange(String value) {

    /** Longest network in characters. */
    public static final int MAX_LENGTH = 64;

    public AddressRange {
        Identifier.requireText("network", value, MAX_LENGTH);
        NetworkAddress network = network(value);
        int prefix = prefix(value, network);
        if (!network.first(prefix).equals(network)) {
            throw new IllegalArgumentException(
                    "no bit behind the prefix of a network may be set, found '" + value + "'; give the first address");
        }
    }

    /** Whether an address lies in the network; false for a text that is no address. */
    public boolean contains(String address) {
        NetworkAddress network = network(value);
        int prefix = prefix(value, network);
        return NetworkAddress.parse(address)
                .filter(found -> found.isIn(network, prefix))
                .isPresent();
    }

    private static NetworkAddress network(String value) {
        int slash = value.indexOf('/');
        return NetworkAddress.parse(slash < 0 ? value : value.substring(0, slash))
                .filter(address -> value.indexOf('%') < 0)
                .orElseThrow(() -> malformed(value));
    }

    private static int prefix(String value, NetworkAddress network) {
        int slash = value.indexOf('/');
        if (slash < 0) {
            return network.bits();
        }
        int prefix = Digits.number(value.substring(slash + 1), 10, 3);
        if (prefix < 0 || prefix > network.bits()) {
            throw malformed(value);
        }
        return prefix;
    }

    private static IllegalArgumentException malformed(String value) {
        return new IllegalArgumentException(
                "a network must look like 10.0.0.0/8, 192.0.2.1 or 2001:db8::/32, found '" + value + "'");
    }

    @Override
    public String toString() {
        return value;
    }
}
