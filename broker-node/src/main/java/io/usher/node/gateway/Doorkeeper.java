package io.usher.node.gateway;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** Decides who may enter. Called by several threads, and must return at once; the answer may take its time. */
@FunctionalInterface
public interface Doorkeeper {

    /**
     * Decides about one client. An answer that fails, or that does not come within the limit of the door, refuses.
     *
     * @param token what the client brought, of any origin, printable ASCII
     * @param client where it comes from
     */
    CompletionStage<Admission> admit(String token, InetSocketAddress client);
}
