package io.usher.node.api;

import java.util.List;

/**
 * What somebody has proven to be.
 *
 * @param names everything, each with its kind in front, the one for messages and records first
 * @param user the user that a client asks for; empty for none
 * @param hosts the hosts that an agent may speak for
 * @param groups the user's groups, as the issuer says
 */
record Identity(List<String> names, String user, List<String> hosts, List<String> groups) {

    /** Nobody in particular. */
    static final Identity NONE = new Identity(List.of(), "", List.of(), List.of());

    /** Whoever is on the machine itself. */
    static final Identity LOCAL = new Identity(List.of("local:administrator"), "", List.of(), List.of());

    Identity {
        names = List.copyOf(names);
        hosts = List.copyOf(hosts);
        groups = List.copyOf(groups);
    }

    /** The name for messages and records. */
    String name() {
        return names.isEmpty() ? "nobody" : names.get(0);
    }
}
