package io.usher.node.api;

import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.Role;
import io.usher.node.api.mapping.RoleMapping;
import io.usher.proto.v1.ErrorReason;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words for a call that is not permitted: which role is needed, who was found, what to do. Never more than the caller
 * has shown.
 */
record Denial(String call, String needed, String found) {

    static Denial of(String call, Set<Role> needed, Caller caller) {
        String words = needed.stream().sorted().map(RoleMapping::word).collect(Collectors.joining(" or "));
        return new Denial(call, words.isEmpty() ? "no role has it" : words, caller.text());
    }

    ApiException because(String reason) {
        return ApiException.of(
                ErrorReason.ERROR_REASON_PERMISSION_DENIED,
                new Detail("call", call),
                new Detail("needed", needed),
                new Detail("found", found),
                new Detail("why", reason));
    }

    /** Nobody has shown who they are. */
    static ApiException unknown(String call, String found) {
        return ApiException.of(
                ErrorReason.ERROR_REASON_UNAUTHENTICATED, new Detail("call", call), new Detail("found", found));
    }
}
