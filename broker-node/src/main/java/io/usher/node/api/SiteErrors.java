package io.usher.node.api;

import io.grpc.Status.Code;
import io.usher.node.api.ErrorTable.Row;
import java.util.Map;
import java.util.Optional;

/** Lines of the table of errors about the site as a whole: which one is meant, and what level it is at. */
final class SiteErrors {

    private SiteErrors() {}

    /** The lines by reason, without the prefix. */
    static Map<String, Row> rows() {
        return Map.of(
                "SITE_NOT_SERVED",
                row(
                        Code.NOT_FOUND,
                        "site {site} is not served here; expected one of: {served}; name one of these in the header"
                                + " usher-site, or ask brokers of site {site}"),
                "SITE_NOT_NAMED",
                row(
                        Code.INVALID_ARGUMENT,
                        "several sites are served here and the call does not say which it means, expected one of:"
                                + " {served}; name one of these in the header usher-site"),
                "FEATURE_LEVEL_TOO_LOW",
                row(
                        Code.FAILED_PRECONDITION,
                        "this needs feature level {needed}, the site is at {found}; raise it with 'usher site upgrade'"
                                + " once every broker supports it"),
                "FEATURE_LEVEL_LOWERED",
                row(
                        Code.FAILED_PRECONDITION,
                        "the site is at feature level {level}, which is never lowered, found {asked}; to go back,"
                                + " restore a backup from before the upgrade into a new site"),
                "FEATURE_LEVEL_HELD_BACK",
                row(
                        Code.FAILED_PRECONDITION,
                        "the site stays at feature level {level}: {asked} is not supported by {held_back_by}; start or"
                                + " upgrade these brokers, or remove them"),
                "BROKER_TOO_OLD",
                row(
                        Code.FAILED_PRECONDITION,
                        "broker {broker} supports feature levels up to {highest}, the site is at {level}; install a"
                                + " newer version there"));
    }

    private static Row row(Code code, String message) {
        return new Row(code, message, Optional.empty());
    }
}
