package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.LevelView;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.SiteServiceGrpc;
import io.usher.proto.v1.UpgradeSiteRequest;
import io.usher.proto.v1.UpgradeSiteResponse;
import io.usher.proto.v1.UpgradeSiteResponse.BrokerLevel;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The last step of an upgrade. */
@Command(
        name = "upgrade",
        description = {
            "Finish an upgrade: let the site use what the new version brings, once every broker runs it.",
            "Until then each broker can go back to the version before; afterwards none can, and none of the version"
                    + " before can be added. Refused unless every broker answers and supports it."
        },
        footer = {"  usher site upgrade --dry-run", "  usher site upgrade"})
final class SiteUpgradeCommand extends DestructiveCommand {
    @Option(
            names = "--level",
            paramLabel = "N",
            description = "Feature level to raise the site to. Default: the highest that the asked broker supports.")
    private Optional<Integer> level = Optional.empty();

    @Option(names = "--dry-run", description = "Show what every broker supports; change nothing. Exit code 4: not yet.")
    private boolean dryRun;

    @Override
    boolean changesNothing() {
        return dryRun;
    }

    @Override
    OutputFormat usualFormat() {
        return dryRun ? OutputFormat.TABLE : super.usualFormat();
    }

    @Override
    String question() {
        return "Raise the feature level of the site, so that no broker can go back to the version before?";
    }

    @Override
    ExitCode change(BrokerClient broker, Printer printer) {
        UpgradeSiteResponse response = broker.call(
                SiteServiceGrpc.getUpgradeSiteMethod(),
                UpgradeSiteRequest.newBuilder()
                        .setFeatureLevel(level.orElse(0))
                        .setValidateOnly(dryRun)
                        .build());
        if (dryRun) {
            return rehearsed(response, printer);
        }
        if (printer.isForNames()) {
            printer.line(response.getSite().getName());
        } else {
            printer.list(response, response.getBrokersList(), LevelView.view());
        }
        return ExitCode.DONE;
    }

    private static ExitCode rehearsed(UpgradeSiteResponse response, Printer printer) {
        int present = response.getSite().getFeatureLevel();
        int wanted = response.getFeatureLevel();
        boolean isHeldBack = response.getBrokersList().stream().anyMatch(BrokerLevel::getHoldsBack);
        printer.list(response, response.getBrokersList(), LevelView.view());
        if (printer.isForPeople()) {
            printer.line(
                    present >= wanted
                            ? "the site is at feature level " + present
                            : "the site is at feature level " + present
                                    + (isHeldBack ? " and cannot be raised to " : " and could be raised to ") + wanted
                                    + (isHeldBack ? " yet" : ""));
        }
        return isHeldBack && present < wanted ? ExitCode.CONFLICT : ExitCode.DONE;
    }
}
