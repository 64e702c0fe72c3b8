package io.usher.node.api;

import io.grpc.Status.Code;
import io.usher.proto.v1.ErrorReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The one table of errors: what each reason means to a client, in code and in words. */
final class ErrorTable {

    /**
     * One line.
     *
     * @param message what, why, what to do; {key} stands for a detail
     * @param retryAfter when the same request may succeed
     */
    record Row(Code code, String message, Optional<Duration> retryAfter) {}

    private static final Map<ErrorReason, Row> ROWS = new EnumMap<>(ErrorReason.class);

    static {
        requests();
        access();
        SiteErrors.rows().forEach(ErrorTable::put);
        brokers();
        siteAndPools();
        resources();
        hosts();
        sessions();
        limits();
        bindings();
        schedules();
        queue();
        tickets();
        availability();
        reading();
    }

    private ErrorTable() {}

    static Row row(ErrorReason reason) {
        Row row = ROWS.get(reason);
        if (row == null) {
            throw new IllegalStateException("the table has a line for every reason, asked for " + reason);
        }
        return row;
    }

    private static void requests() {
        row("INVALID_FIELD", Code.INVALID_ARGUMENT, "the request is malformed: {fields}; mend these fields");
        row(
                "REQUEST_ID_REUSED",
                Code.INVALID_ARGUMENT,
                "request id {request_id} was used for another request; take a new id for a new request");
        row(
                "ETAG_MISMATCH",
                Code.ABORTED,
                "the object was changed since it was read: expected etag {expected}, found {found}; read it again");
        row("TOO_LARGE", Code.INVALID_ARGUMENT, "the request is too large: {detail}; send less at a time");
        row("TOO_MANY", Code.RESOURCE_EXHAUSTED, "a site may have {bound} {kind} and has them; remove some first");
    }

    private static void access() {
        row(
                "PERMISSION_DENIED",
                Code.PERMISSION_DENIED,
                "{call} needs one of these roles: {needed}; found {found}: {why}; ask an administrator of the site");
        row(
                "UNAUTHENTICATED",
                Code.UNAUTHENTICATED,
                "{call} needs to know who calls; {found}; show a certificate of an authority that"
                        + " api-tls.client-ca of the broker names, or a token of its oidc.issuer");
        row(
                "TOKEN_KEYS_UNKNOWN",
                Code.UNAVAILABLE,
                "the token cannot be checked yet: {detail}; try again",
                Duration.ofMillis(500));
        row(
                "ROLE_NOT_GRANTED",
                Code.NOT_FOUND,
                "{identity} does not have the role {role} in the table; list the roles");
        row(
                "LAST_ADMINISTRATOR",
                Code.FAILED_PRECONDITION,
                "{identity} is the last administrator in the table; make somebody else administrator first");
        row("CHANGE_NOT_FOUND", Code.NOT_FOUND, "no change {position} is kept; list the audit");
        row(
                "NOT_REVERTIBLE",
                Code.FAILED_PRECONDITION,
                "change {position}, {command}, cannot be taken back: {why}; change the object itself");
    }

    private static void brokers() {
        row("BROKER_NOT_FOUND", Code.NOT_FOUND, "broker {broker} does not exist; list the brokers");
        row(
                "PROMOTION_FAILED",
                Code.FAILED_PRECONDITION,
                "the lead was not handed over: {detail}; see how the brokers stand, then try again");
        row("BROKER_IS_PRIMARY", Code.FAILED_PRECONDITION, "broker {broker} leads the site; promote another one first");
        row(
                "BROKER_REMOVED",
                Code.FAILED_PRECONDITION,
                "broker {broker} was removed from the site, and its id is not used again; start it under another id"
                        + " with an empty storage directory");
        // Clients take it as a broker that is not there, and ask another one.
        row("BROKER_DISABLED", Code.UNAVAILABLE, "broker {broker} is disabled; ask another one, or enable it");
        row(
                "BROKER_IS_STANDBY",
                Code.UNAVAILABLE,
                "broker {broker} is a standby: it serves no agents and cannot be the primary; ask another one, or give"
                        + " it a vote");
        row("BROKER_NOT_STANDBY", Code.FAILED_PRECONDITION, "broker {broker} has a vote; update it to be a standby");
        row(
                "WOULD_LOSE_QUORUM",
                Code.FAILED_PRECONDITION,
                "without broker {broker} the site would stop: {up} of {left} could go on, which is no majority"
                        + " ({missing}); start the others, or add a broker first");
        row(
                "BROKER_NOT_WAITING",
                Code.FAILED_PRECONDITION,
                "no broker {broker} waits to be added, found {waiting}; start it with 'usher server --join'");
        row(
                "GROUP_CHANGE_FAILED",
                Code.FAILED_PRECONDITION,
                "the group of brokers was not changed: {detail}; see how the brokers stand, then try again");
    }

    private static void siteAndPools() {
        row("SITE_EXISTS", Code.ALREADY_EXISTS, "the site is named {site} already; a site is founded once");
        row(
                "SITE_NOT_FOUNDED",
                Code.FAILED_PRECONDITION,
                "the site has no name yet; start its first broker, which founds it");
        row("POOL_EXISTS", Code.ALREADY_EXISTS, "pool {pool} exists; choose another id or update it");
        row("POOL_NOT_FOUND", Code.NOT_FOUND, "pool {pool} does not exist; list the pools or create it");
        row(
                "POOL_IN_USE",
                Code.FAILED_PRECONDITION,
                "pool {pool} has {hosts} hosts, {resources} resources and {schedules} schedules; remove them first");
    }

    private static void resources() {
        row("RESOURCE_EXISTS", Code.ALREADY_EXISTS, "resource {resource} exists; choose another id or update it");
        row(
                "RESOURCE_NOT_FOUND",
                Code.NOT_FOUND,
                "resource {resource} does not exist or is disabled; list the resources");
        row(
                "COMMAND_LINE_MISSING",
                Code.INVALID_ARGUMENT,
                "resource {resource} is an application and has no command line; say what it starts");
        row(
                "RESOURCE_IN_MAINTENANCE",
                Code.FAILED_PRECONDITION,
                "resource {resource} is in maintenance: {message}; try again later");
        row(
                "ACCESS_DENIED",
                Code.PERMISSION_DENIED,
                "resource {resource} may not be used by this user from this client at this time, says"
                        + " decisions/{decision}; tell an administrator this decision, which names the rule");
        row("FOLDER_EXISTS", Code.ALREADY_EXISTS, "folder {folder} exists; choose another id or update it");
        row("FOLDER_NOT_FOUND", Code.NOT_FOUND, "folder {folder} does not exist; list the folders or create it");
        row(
                "FOLDER_NOT_EMPTY",
                Code.FAILED_PRECONDITION,
                "folder {folder} has {folders} folders and {resources} resources in it; move or remove them first");
        row(
                "FOLDER_IN_ITSELF",
                Code.FAILED_PRECONDITION,
                "folder {folder} cannot be moved into {parent}, which is in it; choose another parent");
        row(
                "FOLDER_TOO_DEEP",
                Code.FAILED_PRECONDITION,
                "folders would lie {depth} deep with {folder} there, at most {bound} may; choose another parent");
    }

    private static void hosts() {
        row("HOST_NOT_FOUND", Code.NOT_FOUND, "host {host} does not exist; its agent creates it by registering");
        row(
                "HOST_IN_OTHER_POOL",
                Code.FAILED_PRECONDITION,
                "host {host} belongs to pool {expected} and registered for {found}; remove it there first");
        row("HOST_IS_UP", Code.FAILED_PRECONDITION, "host {host} is up; stop its agent and wait until it is lost");
        row(
                "HOST_DISABLED",
                Code.FAILED_PRECONDITION,
                "host {host} of the user's session lets nobody in; enable or drain it, or end the session");
        row(
                "TOO_FEW_OPEN_HOSTS",
                Code.FAILED_PRECONDITION,
                "{found} hosts of pool {pool} would be left open and {expected} must be; open another one first,"
                        + " or allow it");
        row("HOST_IS_LOST", Code.FAILED_PRECONDITION, "host {host} is lost; its agent has to register again");
        row(
                "STALE_INCARNATION",
                Code.ABORTED,
                "the message is from life {found} of the agent of host {host}, the present one is {expected};"
                        + " register again");
        row(
                "STALE_EPOCH",
                Code.ABORTED,
                "message {found} was overtaken: expected one above {expected_above}; send the next one");
        row(
                "LEASE_NOT_OVER",
                Code.FAILED_PRECONDITION,
                "host {host} was silent for {found}, which is not {expected}; it may still let users in");
    }

    private static void sessions() {
        row("SESSION_NOT_FOUND", Code.NOT_FOUND, "session {session} does not exist; list the sessions");
        row(
                "ILLEGAL_STATE",
                Code.FAILED_PRECONDITION,
                "session {session} is {found}, expected {expected}; read it, then act");
        row(
                "SESSION_ENDING",
                Code.FAILED_PRECONDITION,
                "session {session} is being logged off; ask again when it is gone",
                Duration.ofSeconds(1));
        row(
                "NO_SEAT",
                Code.RESOURCE_EXHAUSTED,
                "no host can take a session of resource {resource}; decisions/{decision} says why; try again later",
                Duration.ofSeconds(5));
    }

    private static void limits() {
        row(
                "USER_LIMIT_REACHED",
                Code.RESOURCE_EXHAUSTED,
                "user {user} has {found} sessions and may have {limit} ({kind}); end one or come back to it",
                Duration.ofSeconds(5));
        row(
                "RESOURCE_LIMIT_REACHED",
                Code.RESOURCE_EXHAUSTED,
                "{found} users have resource {resource} and {limit} may; try again later",
                Duration.ofSeconds(5));
    }

    private static void queue() {
        row(
                "QUEUE_FULL",
                Code.RESOURCE_EXHAUSTED,
                "the queue of {queue} for resource {resource} has {bound} places, and all are taken; try again later",
                Duration.ofSeconds(5));
        row(
                "NOT_WAITING",
                Code.NOT_FOUND,
                "nobody waits as {entry}: the place was given up, or the user has a session; ask for a session again");
        row(
                "WAIT_TIMED_OUT",
                Code.RESOURCE_EXHAUSTED,
                "no seat of resource {resource} became free in time for {entry}; ask again, or wait longer");
        row(
                "WAIT_CANCELLED",
                Code.FAILED_PRECONDITION,
                "the place {entry} for resource {resource} was given up on request; ask again");
        row(
                "CLIENT_GONE",
                Code.FAILED_PRECONDITION,
                "the client of {entry} for resource {resource} was not connected for too long; ask again");
    }

    private static void bindings() {
        row(
                "BINDING_EXISTS",
                Code.ALREADY_EXISTS,
                "host {host} of pool {pool} belongs to {owner} already; delete that binding first");
        row("BINDING_NOT_FOUND", Code.NOT_FOUND, "host {host} belongs to nobody; list the bindings");
        row(
                "BOUND_HOST_UNAVAILABLE",
                Code.FAILED_PRECONDITION,
                "host {host} belongs to {owner} and is {found}, and resource {resource} is served by no other;"
                        + " bring it back, or delete the binding");
        row(
                "CLIENT_NAME_MISSING",
                Code.INVALID_ARGUMENT,
                "hosts of resource {resource} belong to devices and the client did not tell its name; send it");
    }

    private static void schedules() {
        row("SCHEDULE_EXISTS", Code.ALREADY_EXISTS, "schedule {schedule} exists; choose another id or delete it first");
        row(
                "SCHEDULE_UNDER_WAY",
                Code.FAILED_PRECONDITION,
                "schedule {schedule} is under way, {steps} steps are done; wait for the last one, or delete it");
        row("SCHEDULE_NOT_FOUND", Code.NOT_FOUND, "schedule {schedule} does not exist; list the schedules");
        row(
                "STEP_NOT_NEXT",
                Code.FAILED_PRECONDITION,
                "step {step} of schedule {schedule} at {occurrence} is not the next one; nothing is to be done");
        row(
                "STEP_NOT_DUE",
                Code.FAILED_PRECONDITION,
                "a step of schedule {schedule} is due at {expected}, it is {found}; wait");
    }

    private static void tickets() {
        row(
                "STALE_FENCE",
                Code.ABORTED,
                "a later assignment made ticket {found} void, the present one is {expected};"
                        + " ask for a new assignment");
        row("TICKET_USED", Code.FAILED_PRECONDITION, "ticket {ticket} was redeemed before; ask for a new assignment");
        row(
                "TICKET_EXPIRED",
                Code.FAILED_PRECONDITION,
                "ticket {ticket} was not redeemed in time; ask for a new assignment");
        row(
                "TICKET_FOR_OTHER_HOST",
                Code.FAILED_PRECONDITION,
                "the ticket is for host {expected}, it was brought to {found}; ask for a new assignment");
    }

    private static void availability() {
        row(
                "OVERLOADED",
                Code.RESOURCE_EXHAUSTED,
                "the broker has as much work as it may take on ({detail}); nothing was done, try again as told",
                Duration.ofMillis(100));
        row(
                "NO_PRIMARY",
                Code.UNAVAILABLE,
                "no broker leads the site at present; nothing was done, try again with the same request id",
                Duration.ofMillis(200));
        row(
                "NOT_READY",
                Code.UNAVAILABLE,
                "the broker is starting, catching up or stopping; nothing was done, try another broker",
                Duration.ofMillis(500));
        row(
                "EXPIRED",
                Code.DEADLINE_EXCEEDED,
                "the deadline passed before the request was submitted; nothing was done, allow more time");
        row(
                "OUTCOME_UNKNOWN",
                Code.UNAVAILABLE,
                "the request was submitted and its outcome did not arrive; try again with the same request id",
                Duration.ofMillis(100));
        row("FAULT", Code.INTERNAL, "the broker has a defect; look for incident {incident} in its log and report it");
    }

    private static void reading() {
        row(
                "REVISION_COMPACTED",
                Code.OUT_OF_RANGE,
                "changes are kept after revision {oldest}, asked for those after {asked};"
                        + " list, then watch from the revision of the list");
        row(
                "SLOW_CONSUMER",
                Code.OUT_OF_RANGE,
                "the watcher fell behind revision {oldest}, the oldest that is kept;"
                        + " list, then watch from the revision of the list");
        row(
                "DECISION_NOT_FOUND",
                Code.NOT_FOUND,
                "{decision} is unknown or no longer kept; assign again to get a new one");
        row(
                "INVALID_PAGE_TOKEN",
                Code.INVALID_ARGUMENT,
                "the page token is not one that this method gave for these arguments; start without a token");
    }

    private static void row(String reason, Code code, String message) {
        put(reason, new Row(code, message, Optional.empty()));
    }

    private static void row(String reason, Code code, String message, Duration retryAfter) {
        put(reason, new Row(code, message, Optional.of(retryAfter)));
    }

    private static void put(String reason, Row row) {
        ROWS.put(ErrorReason.valueOf(StatusMapping.REASON_PREFIX + reason), row);
    }
}
