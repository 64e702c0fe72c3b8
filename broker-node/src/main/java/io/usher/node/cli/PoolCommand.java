package io.usher.node.cli;

import com.google.protobuf.util.Durations;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.PoolView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.CreatePoolResponse;
import io.usher.proto.v1.DeletePoolRequest;
import io.usher.proto.v1.GetPoolRequest;
import io.usher.proto.v1.GetPoolResponse;
import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.OverLimitPolicy;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.ReconnectMatch;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.UpdatePoolResponse;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs for pools. */
@Command(
        name = "pool",
        mixinStandardHelpOptions = true,
        description = "Pools: hosts that are interchangeable, and the policy for them.",
        subcommands = {
            PoolCommand.Create.class,
            PoolCommand.Get.class,
            PoolCommand.ListAll.class,
            PoolCommand.Update.class,
            PoolLogons.Drain.class,
            PoolLogons.Enable.class,
            PoolLogons.Disable.class,
            PoolCommand.Delete.class
        })
final class PoolCommand extends CommandGroup {

    /** What can be set of a pool. */
    static final class Settings {
        @Option(names = "--description", paramLabel = "TEXT", description = "Free text for people.")
        private Optional<String> description = Optional.empty();

        @Option(
                names = "--method",
                paramLabel = "METHOD",
                converter = WordConverter.Method.class,
                completionCandidates = WordConverter.Method.class,
                description = "How a host is chosen: ${COMPLETION-CANDIDATES}. A new pool: resource-based.")
        private Optional<BalancingMethod> method = Optional.empty();

        @Option(
                names = "--one-session-per-user",
                paramLabel = "BOOLEAN",
                arity = "1",
                description = "Whether a user's session is always returned rather than a second one made: true, false."
                        + " A new pool: true.")
        private Optional<Boolean> oneSessionPerUser = Optional.empty();

        @Option(
                names = "--user-session-limit",
                paramLabel = "N",
                description = "Most live sessions of one user in the pool; 0 for no limit.")
        private Optional<Integer> userSessionLimit = Optional.empty();

        @Option(
                names = "--over-user-session-limit",
                paramLabel = "POLICY",
                converter = WordConverter.OverLimit.class,
                completionCandidates = WordConverter.OverLimit.class,
                description = "What happens when that is reached: ${COMPLETION-CANDIDATES}.")
        private Optional<OverLimitPolicy> overUserSessionLimit = Optional.empty();

        @Option(
                names = "--reconnect-match",
                paramLabel = "MATCH",
                converter = WordConverter.Reconnect.class,
                completionCandidates = WordConverter.Reconnect.class,
                description = "How a session that nobody is connected to is found again, where users may have"
                        + " several: ${COMPLETION-CANDIDATES}.")
        private Optional<ReconnectMatch> reconnectMatch = Optional.empty();

        @Option(
                names = "--min-open-hosts",
                paramLabel = "N",
                description = "Hosts that must be left open by whoever drains or disables. A new pool: 0.")
        private Optional<Integer> minOpenHosts = Optional.empty();

        @Option(
                names = "--host-weight",
                paramLabel = "N",
                description =
                        "Share of load of a host without a weight of its own, 1 to 10000; 0 for the site's weight.")
        private Optional<Integer> hostWeight = Optional.empty();

        @Option(
                names = "--max-sessions-per-host",
                paramLabel = "N",
                description = "Seats of a host without a number of its own, 1 to 100000; 0 for the site's number.")
        private Optional<Integer> maxSessions = Optional.empty();

        @Option(
                names = "--pending-logon-limit",
                paramLabel = "N",
                converter = InheritableLimit.Converter.class,
                description = "Most pending sessions at a time on a host without a number of its own; 0 for no limit,"
                        + " inherit for the site's number.")
        private Optional<InheritableLimit> pendingLogonLimit = Optional.empty();

        @Option(
                names = "--ticket-lifetime",
                paramLabel = "DURATION",
                converter = ConnectionOptions.DurationConverter.class,
                description = "How long a ticket may be redeemed, 1s to 60s. A new pool: 30s.")
        private Optional<Duration> ticketLifetime = Optional.empty();

        @Mixin
        private RouteOptions routes;

        @Mixin
        private TimeoutOptions timeouts;

        @Mixin
        private AutoscaleOptions autoscale;

        @Mixin
        private DedicationOptions dedication;

        @Mixin
        private CounterOptions counters;

        Fields fill(Pool.Builder pool) {
            Fields fields = dedication.fill(routes.fill(new Fields(), pool::addAllRoutes), pool);
            fields = counters.fill(fields, pool);
            return timeouts.fill(autoscale.fill(fields, pool), pool::setLingerTimeout, pool::setDisconnectedTimeout)
                    .set("description", description, pool::setDescription)
                    .set("method", method, pool::setMethod)
                    .set("one_session_per_user", oneSessionPerUser, pool::setOneSessionPerUser)
                    .set("reconnect_match", reconnectMatch, pool::setReconnectMatch)
                    .set("user_session_limit", userSessionLimit, pool::setUserSessionLimit)
                    .set("over_user_session_limit", overUserSessionLimit, pool::setOverUserSessionLimit)
                    .set("min_open_hosts", minOpenHosts, pool::setMinOpenHosts)
                    .set("host_weight", hostWeight, pool::setHostWeight)
                    .set("max_sessions_per_host", maxSessions, pool::setMaxSessionsPerHost)
                    .set(
                            "pending_logon_limit",
                            pendingLogonLimit,
                            limit -> limit.value().ifPresent(pool::setPendingLogonLimit))
                    .set(
                            "ticket_lifetime",
                            ticketLifetime.map(Duration::toMillis).map(Durations::fromMillis),
                            pool::setTicketLifetime);
        }
    }

    /** Adds a pool. */
    @Command(
            name = "create",
            description = "Add a pool.",
            footer = {
                "  usher pool create office",
                "  usher pool create lab --method round-robin --max-sessions-per-host 20"
            })
    static final class Create extends ChangeCommand {
        @Parameters(paramLabel = "ID", converter = NameConverter.PoolId.class, description = "Id of the new pool.")
        private String id;

        @Mixin
        private Settings settings;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Pool.Builder pool = Pool.newBuilder();
            settings.fill(pool);
            CreatePoolResponse response = broker.call(
                    PoolServiceGrpc.getCreatePoolMethod(),
                    CreatePoolRequest.newBuilder().setPoolId(id).setPool(pool).build());
            printer.one(response, response.getPool(), PoolView.settings());
            return ExitCode.DONE;
        }
    }

    /** Shows one pool. */
    @Command(
            name = "get",
            description = "Show one pool with all its settings.",
            footer = {"  usher pool get office", "  usher pool get office -o json"})
    static final class Get extends ReadCommand {
        @Parameters(paramLabel = "POOL", converter = NameConverter.Pool.class, description = "The pool.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetPoolResponse response = broker.call(
                    PoolServiceGrpc.getGetPoolMethod(),
                    GetPoolRequest.newBuilder()
                            .setName(name)
                            .setConsistency(consistency())
                            .build());
            printer.one(response, response.getPool(), PoolView.view());
            return ExitCode.DONE;
        }
    }

    /** Shows all pools. */
    @Command(
            name = "list",
            description = "Show all pools.",
            footer = {"  usher pool list", "  usher pool list -o name"})
    static final class ListAll extends ReadCommand {
        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListPoolsResponse response = pages.read(
                    broker,
                    PoolServiceGrpc.getListPoolsMethod(),
                    ListPoolsRequest.newBuilder().setConsistency(consistency()).build());
            printer.list(response, response.getPoolsList(), PoolView.view());
            return ExitCode.DONE;
        }
    }

    /** Changes a pool. */
    @Command(
            name = "update",
            description = "Change settings of a pool; what is not named stays as it is.",
            footer = {
                "  usher pool update office --method round-robin",
                "  usher pool update office --dedicated user --binding-unused 30d",
                "  usher pool update office --counter-weights sessions=50,memory=200",
                "  usher pool update office --custom-counters licences=200,disk=50",
                "  usher pool update office --ticket-lifetime 45s --etag 88"
            })
    static final class Update extends ChangeCommand {
        @Parameters(paramLabel = "POOL", converter = NameConverter.Pool.class, description = "The pool.")
        private String name;

        @Mixin
        private Settings settings;

        @Mixin
        private EtagOption etag;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Pool.Builder pool = Pool.newBuilder().setName(name);
            UpdatePoolRequest.Builder request = UpdatePoolRequest.newBuilder()
                    .setUpdateMask(settings.fill(pool).mask(spec()));
            etag.value().ifPresent(pool::setEtag);
            UpdatePoolResponse response = broker.call(
                    PoolServiceGrpc.getUpdatePoolMethod(), request.setPool(pool).build());
            printer.one(response, response.getPool(), PoolView.settings());
            return ExitCode.DONE;
        }
    }

    /** Removes a pool. */
    @Command(
            name = "delete",
            description = "Remove a pool. Refused while hosts or resources belong to it.",
            footer = "  usher pool delete lab --yes")
    static final class Delete extends DestructiveCommand {
        @Parameters(paramLabel = "POOL", converter = NameConverter.Pool.class, description = "The pool.")
        private String name;

        @Override
        String question() {
            return "Delete " + name + "?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            printer.removed(
                    broker.call(
                            PoolServiceGrpc.getDeletePoolMethod(),
                            DeletePoolRequest.newBuilder().setName(name).build()),
                    name);
            return ExitCode.DONE;
        }
    }
}
