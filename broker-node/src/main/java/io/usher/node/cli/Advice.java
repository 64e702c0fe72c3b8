package io.usher.node.cli;

import io.usher.proto.v1.ErrorReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a user can do about a refusal: one sentence for each reason of the API. */
final class Advice {
    private static final String PREFIX = "ERROR_REASON_";
    private static final Map<ErrorReason, String> BY_REASON = byReason();

    private Advice() {}

    /**
     * Returns the advice for a reason.
     *
     * @param reason name of an ErrorReason without its prefix; unknown ones, of a newer broker, have no advice
     */
    static Optional<String> about(String reason) {
        String name = PREFIX + reason.toUpperCase(Locale.ROOT);
        return BY_REASON.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<ErrorReason, String> byReason() {
        Map<ErrorReason, String> advice = new EnumMap<>(ErrorReason.class);
        general(advice);
        objects(advice);
        brokers(advice);
        schedules(advice);
        bindings(advice);
        queue(advice);
        sessions(advice);
        agents(advice);
        return advice;
    }

    private static void general(Map<ErrorReason, String> advice) {
        advice.put(
                ErrorReason.ERROR_REASON_PERMISSION_DENIED,
                "see 'usher role whoami' for who you are taken for, and ask an administrator of the site");
        advice.put(ErrorReason.ERROR_REASON_UNAUTHENTICATED, "show your certificate with --cert and --key");
        advice.put(ErrorReason.ERROR_REASON_ROLE_NOT_GRANTED, "see 'usher role list'");
        advice.put(
                ErrorReason.ERROR_REASON_LAST_ADMINISTRATOR,
                "make somebody else administrator first with 'usher role grant'");
        advice.put(ErrorReason.ERROR_REASON_INVALID_FIELD, "mend the value and run it again");
        advice.put(ErrorReason.ERROR_REASON_REQUEST_ID_REUSED, "leave --request-id out, or take a new one");
        advice.put(ErrorReason.ERROR_REASON_ETAG_MISMATCH, "read it again and repeat the change with its new etag");
        advice.put(ErrorReason.ERROR_REASON_SITE_EXISTS, "nothing needs to be done: the site was founded before");
        advice.put(ErrorReason.ERROR_REASON_SITE_NOT_FOUNDED, "start the site's first broker with 'usher server'");
        advice.put(
                ErrorReason.ERROR_REASON_SITE_NOT_SERVED,
                "name one of those with --site, or ask brokers of the site with --server");
        advice.put(ErrorReason.ERROR_REASON_SITE_NOT_NAMED, "name one of them with --site or USHER_SITE");
        advice.put(ErrorReason.ERROR_REASON_TOO_MANY, "delete some of them first");
        advice.put(ErrorReason.ERROR_REASON_OVERLOADED, "wait a moment and run it again");
        advice.put(
                ErrorReason.ERROR_REASON_NO_PRIMARY, "see 'usher cluster status': a majority of the brokers must run");
        advice.put(
                ErrorReason.ERROR_REASON_NOT_READY, "wait until the broker has started, or ask another with --server");
        advice.put(ErrorReason.ERROR_REASON_OUTCOME_UNKNOWN, "repeat it with the same request id");
        advice.put(ErrorReason.ERROR_REASON_TOO_LARGE, "send less at once");
        advice.put(ErrorReason.ERROR_REASON_EXPIRED, "give it more time with --timeout");
        advice.put(ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN, "list again from the first page");
        advice.put(
                ErrorReason.ERROR_REASON_REVISION_COMPACTED,
                "watch without --after-revision, or list and watch from there");
        advice.put(ErrorReason.ERROR_REASON_SLOW_CONSUMER, "run it again, and read its output faster");
        advice.put(ErrorReason.ERROR_REASON_FAULT, "this is a defect: look for the incident in the log of the broker");
    }

    private static void queue(Map<ErrorReason, String> advice) {
        advice.put(ErrorReason.ERROR_REASON_QUEUE_FULL, "see 'usher queue list', and run it again later");
        advice.put(ErrorReason.ERROR_REASON_NOT_WAITING, "see 'usher queue list'");
        advice.put(
                ErrorReason.ERROR_REASON_WAIT_TIMED_OUT,
                "wait longer with --wait, or see 'usher queue list' and 'usher host list'");
        advice.put(ErrorReason.ERROR_REASON_WAIT_CANCELLED, "run it again to take another place");
        advice.put(ErrorReason.ERROR_REASON_CLIENT_GONE, "run it again to take another place");
    }

    private static void brokers(Map<ErrorReason, String> advice) {
        advice.put(ErrorReason.ERROR_REASON_BROKER_NOT_FOUND, "see 'usher broker list'");
        advice.put(ErrorReason.ERROR_REASON_BROKER_IS_PRIMARY, "promote another one with 'usher broker promote'");
        advice.put(
                ErrorReason.ERROR_REASON_BROKER_REMOVED,
                "give the machine another broker.id and an empty storage directory, then add it");
        advice.put(
                ErrorReason.ERROR_REASON_BROKER_DISABLED, "enable it with 'usher broker enable', or ask another one");
        advice.put(
                ErrorReason.ERROR_REASON_BROKER_IS_STANDBY,
                "give it a vote with 'usher broker update --standby false', or ask another one");
        advice.put(
                ErrorReason.ERROR_REASON_BROKER_NOT_STANDBY,
                "make it a standby with 'usher broker update --standby true', which takes its vote");
        advice.put(ErrorReason.ERROR_REASON_WOULD_LOSE_QUORUM, "see 'usher cluster status'");
        advice.put(
                ErrorReason.ERROR_REASON_FEATURE_LEVEL_TOO_LOW,
                "raise it with 'usher site upgrade' once every broker supports it");
        advice.put(
                ErrorReason.ERROR_REASON_FEATURE_LEVEL_LOWERED,
                "to go back, restore a backup from before the upgrade into a new site");
        advice.put(
                ErrorReason.ERROR_REASON_FEATURE_LEVEL_HELD_BACK,
                "start or upgrade these brokers, or remove them; see 'usher cluster status -o wide'");
        advice.put(ErrorReason.ERROR_REASON_BROKER_TOO_OLD, "install a newer version there");
        advice.put(
                ErrorReason.ERROR_REASON_BROKER_NOT_WAITING,
                "start it with 'usher server --join', and see 'usher broker waiting'");
        advice.put(
                ErrorReason.ERROR_REASON_GROUP_CHANGE_FAILED, "see 'usher cluster status', mend it and run it again");
        advice.put(ErrorReason.ERROR_REASON_PROMOTION_FAILED, "see 'usher cluster status', mend it and run it again");
    }

    private static void objects(Map<ErrorReason, String> advice) {
        advice.put(ErrorReason.ERROR_REASON_POOL_EXISTS, "take another id, or change it with 'usher pool update'");
        advice.put(ErrorReason.ERROR_REASON_POOL_NOT_FOUND, "see 'usher pool list'");
        advice.put(
                ErrorReason.ERROR_REASON_POOL_IN_USE,
                "remove them first: see 'usher host list --pool', 'usher resource list' and 'usher schedule list'");
        advice.put(
                ErrorReason.ERROR_REASON_RESOURCE_EXISTS, "take another id, or change it with 'usher resource update'");
        advice.put(ErrorReason.ERROR_REASON_COMMAND_LINE_MISSING, "say what it starts with --command-line");
        advice.put(ErrorReason.ERROR_REASON_RESOURCE_NOT_FOUND, "see 'usher resource list'");
        advice.put(
                ErrorReason.ERROR_REASON_ACCESS_DENIED,
                "'usher explain' names the rule, 'usher resource get -o wide' shows all of them");
        advice.put(ErrorReason.ERROR_REASON_FOLDER_EXISTS, "take another id, or change it with 'usher folder update'");
        advice.put(ErrorReason.ERROR_REASON_FOLDER_IN_ITSELF, "choose another parent: see 'usher folder list'");
        advice.put(ErrorReason.ERROR_REASON_FOLDER_TOO_DEEP, "choose a parent nearer to the top, or none");
        advice.put(ErrorReason.ERROR_REASON_FOLDER_NOT_FOUND, "see 'usher folder list'");
        advice.put(
                ErrorReason.ERROR_REASON_FOLDER_NOT_EMPTY, "see 'usher folder list' and 'usher resource list -o wide'");
        advice.put(ErrorReason.ERROR_REASON_RESOURCE_IN_MAINTENANCE, "wait until the maintenance is over");
        advice.put(ErrorReason.ERROR_REASON_CHANGE_NOT_FOUND, "see 'usher audit list'");
        advice.put(ErrorReason.ERROR_REASON_NOT_REVERTIBLE, "see what it was with 'usher audit list -o json'");
        advice.put(
                ErrorReason.ERROR_REASON_TOKEN_KEYS_UNKNOWN,
                "run it again; if it stays, the broker's log says why it cannot reach oidc.issuer");
        advice.put(ErrorReason.ERROR_REASON_HOST_NOT_FOUND, "see 'usher host list'");
        advice.put(ErrorReason.ERROR_REASON_HOST_IN_OTHER_POOL, "remove it there first with 'usher host remove'");
        advice.put(ErrorReason.ERROR_REASON_HOST_IS_UP, "stop its agent and wait until 'usher host get' shows LOST");
        advice.put(
                ErrorReason.ERROR_REASON_TOO_FEW_OPEN_HOSTS,
                "enable another host first, or insist with --allow-below-minimum");
        advice.put(ErrorReason.ERROR_REASON_HOST_DISABLED, "enable it with 'usher host enable', or end the session");
        advice.put(
                ErrorReason.ERROR_REASON_DECISION_NOT_FOUND,
                "only the latest decisions are kept: see 'usher session list'");
    }

    private static void bindings(Map<ErrorReason, String> advice) {
        advice.put(
                ErrorReason.ERROR_REASON_BINDING_EXISTS,
                "see 'usher binding list', and delete that one with 'usher binding delete'");
        advice.put(ErrorReason.ERROR_REASON_BINDING_NOT_FOUND, "see 'usher binding list'");
        advice.put(
                ErrorReason.ERROR_REASON_BOUND_HOST_UNAVAILABLE,
                "see 'usher host get'; bring it back, or run 'usher binding delete' to be bound to another");
        advice.put(ErrorReason.ERROR_REASON_CLIENT_NAME_MISSING, "tell the device with --client-name");
    }

    private static void schedules(Map<ErrorReason, String> advice) {
        advice.put(
                ErrorReason.ERROR_REASON_SCHEDULE_EXISTS, "take another id, or remove it with 'usher schedule delete'");
        advice.put(
                ErrorReason.ERROR_REASON_SCHEDULE_UNDER_WAY,
                "wait until 'usher schedule get' shows all steps done, or remove it with 'usher schedule delete'");
        advice.put(ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND, "see 'usher schedule list'");
        advice.put(ErrorReason.ERROR_REASON_STEP_NOT_NEXT, "nothing: the primary deals with it by itself");
        advice.put(ErrorReason.ERROR_REASON_STEP_NOT_DUE, "nothing: the primary deals with it by itself");
    }

    private static void sessions(Map<ErrorReason, String> advice) {
        advice.put(ErrorReason.ERROR_REASON_SESSION_NOT_FOUND, "see 'usher session list'");
        advice.put(ErrorReason.ERROR_REASON_ILLEGAL_STATE, "see 'usher session get' for its state");
        advice.put(ErrorReason.ERROR_REASON_SESSION_ENDING, "ask again when 'usher session list' shows it no more");
        advice.put(
                ErrorReason.ERROR_REASON_NO_SEAT,
                "see 'usher host list'; wait for a seat with 'usher assign --wait', or add or enable a host");
        advice.put(ErrorReason.ERROR_REASON_USER_LIMIT_REACHED, "end one of the user's sessions, or raise the limit");
        advice.put(
                ErrorReason.ERROR_REASON_RESOURCE_LIMIT_REACHED,
                "see 'usher session list --resource'; wait, or raise the limit with 'usher resource update'");
        advice.put(ErrorReason.ERROR_REASON_STALE_FENCE, "ask for a new assignment with 'usher assign'");
        advice.put(ErrorReason.ERROR_REASON_TICKET_USED, "ask for a new assignment with 'usher assign'");
        advice.put(ErrorReason.ERROR_REASON_TICKET_EXPIRED, "ask for a new assignment with 'usher assign'");
        advice.put(ErrorReason.ERROR_REASON_TICKET_FOR_OTHER_HOST, "connect to the host that the assignment names");
    }

    private static void agents(Map<ErrorReason, String> advice) {
        String itself = "nothing: the agent deals with it by itself";
        advice.put(ErrorReason.ERROR_REASON_HOST_IS_LOST, itself);
        advice.put(ErrorReason.ERROR_REASON_STALE_INCARNATION, itself);
        advice.put(ErrorReason.ERROR_REASON_STALE_EPOCH, itself);
        advice.put(ErrorReason.ERROR_REASON_LEASE_NOT_OVER, "wait until the host has been silent for long enough");
    }
}
