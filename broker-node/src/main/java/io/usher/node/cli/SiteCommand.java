package io.usher.node.cli;

import com.google.protobuf.util.Durations;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.SiteView;
import io.usher.proto.v1.ClientZone;
import io.usher.proto.v1.GetSiteRequest;
import io.usher.proto.v1.GetSiteResponse;
import io.usher.proto.v1.OverLimitPolicy;
import io.usher.proto.v1.ReconnectMatch;
import io.usher.proto.v1.Site;
import io.usher.proto.v1.SiteServiceGrpc;
import io.usher.proto.v1.UpdateSiteRequest;
import io.usher.proto.v1.UpdateSiteResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verbs for the site itself. */
@Command(
        name = "site",
        mixinStandardHelpOptions = true,
        description = "The site: settings that hold for all its brokers and hosts.",
        subcommands = {
            SiteCommand.Get.class,
            SiteCommand.Update.class,
            SiteUpgradeCommand.class,
            SettingsCommand.Export.class,
            SettingsCommand.Copy.class,
            RecoverCommand.class
        })
final class SiteCommand extends CommandGroup {

    /** Shows the site. */
    @Command(name = "get", description = "Show the settings of the site.", footer = "  usher site get")
    static final class Get extends ReadCommand {
        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetSiteResponse response = broker.call(
                    SiteServiceGrpc.getGetSiteMethod(),
                    GetSiteRequest.newBuilder().setConsistency(consistency()).build());
            printer.one(response, response.getSite(), SiteView.view());
            if (printer.isForPeople()) {
                LevelRemark.of(broker).ifPresent(printer::line);
            }
            return ExitCode.DONE;
        }
    }

    /** Changes the site. */
    @Command(
            name = "update",
            description = "Change settings of the site; what is not named stays as it is.",
            footer = {
                "  usher site update --display-name 'Head office'",
                "  usher site update --host-lease 10s --lost-after 15s"
            })
    static final class Update extends ChangeCommand {
        @Option(names = "--display-name", paramLabel = "TEXT", description = "Free text for people.")
        private Optional<String> displayName = Optional.empty();

        @Option(
                names = "--host-lease",
                paramLabel = "DURATION",
                converter = ConnectionOptions.DurationConverter.class,
                description = "How long an agent may let users in after a ping that was confirmed, 1s to 1h.")
        private Optional<Duration> hostLease = Optional.empty();

        @Option(
                names = "--lost-after",
                paramLabel = "DURATION",
                converter = ConnectionOptions.DurationConverter.class,
                description = "Silence after which a host is lost; at least a tenth more than the lease, at most 2h.")
        private Optional<Duration> lostAfter = Optional.empty();

        @Option(
                names = "--user-session-limit",
                paramLabel = "N",
                description = "Most live sessions of one user in the site; 0 for no limit.")
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
                description =
                        "How sessions are found again in pools that do not say otherwise: ${COMPLETION-CANDIDATES}.")
        private Optional<ReconnectMatch> reconnectMatch = Optional.empty();

        @Option(
                names = "--host-weight",
                paramLabel = "N",
                description =
                        "Share of load of hosts where neither they nor their pools say otherwise, 1 to 10000; 0 for"
                                + " the default, 100.")
        private Optional<Integer> hostWeight = Optional.empty();

        @Option(
                names = "--max-sessions-per-host",
                paramLabel = "N",
                description = "Seats of hosts where neither they nor their pools say otherwise, 1 to 100000; 0 for the"
                        + " default, 250.")
        private Optional<Integer> maxSessions = Optional.empty();

        @Option(
                names = "--pending-logon-limit",
                paramLabel = "N",
                description = "Most pending sessions on a host where neither it nor its pool says otherwise; 0 for no"
                        + " limit.")
        private Optional<Integer> pendingLogonLimit = Optional.empty();

        @Option(
                names = "--client-zone",
                paramLabel = "NETWORK=ZONE,...",
                split = ",",
                hideParamSyntax = true,
                converter = LabelConverter.Zone.class,
                description = "Where clients are by their addresses, as in 10.1.0.0/16=east; the first network that has"
                        + " one counts. Replaces those that are known.")
        private List<ClientZone> clientZones = List.of();

        @Option(names = "--no-client-zones", description = "Forget where clients are.")
        private boolean noClientZones;

        @Mixin
        private TimeoutOptions timeouts;

        @Mixin
        private EtagOption etag;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Site.Builder site = Site.newBuilder().setName("site");
            UpdateSiteRequest.Builder request = UpdateSiteRequest.newBuilder()
                    .setUpdateMask(timeouts.fill(new Fields(), site::setLingerTimeout, site::setDisconnectedTimeout)
                            .set("client_zones", clientZones(), site::addAllClientZones)
                            .set("display_name", displayName, site::setDisplayName)
                            .set("host_lease", hostLease.map(Update::proto), site::setHostLease)
                            .set("lost_after", lostAfter.map(Update::proto), site::setLostAfter)
                            .set("reconnect_match", reconnectMatch, site::setReconnectMatch)
                            .set("user_session_limit", userSessionLimit, site::setUserSessionLimit)
                            .set("over_user_session_limit", overUserSessionLimit, site::setOverUserSessionLimit)
                            .set("host_weight", hostWeight, site::setHostWeight)
                            .set("max_sessions_per_host", maxSessions, site::setMaxSessionsPerHost)
                            .set("pending_logon_limit", pendingLogonLimit, site::setPendingLogonLimit)
                            .mask(spec()));
            etag.value().ifPresent(site::setEtag);
            UpdateSiteResponse response = broker.call(
                    SiteServiceGrpc.getUpdateSiteMethod(), request.setSite(site).build());
            printer.one(response, response.getSite(), SiteView.view());
            return ExitCode.DONE;
        }

        private Optional<List<ClientZone>> clientZones() {
            return noClientZones
                    ? Optional.of(List.of())
                    : Optional.of(clientZones).filter(list -> !list.isEmpty());
        }

        private static com.google.protobuf.Duration proto(Duration duration) {
            return Durations.fromMillis(duration.toMillis());
        }
    }
}
