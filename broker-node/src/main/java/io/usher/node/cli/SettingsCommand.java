package io.usher.node.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.client.CallFailedException;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.SettingsChangeView;
import io.usher.node.config.Address;
import io.usher.proto.v1.SettingsChange;
import io.usher.proto.v1.SettingsChange.Change;
import io.usher.proto.v1.SettingsChange.Result;
import io.usher.proto.v1.SettingsCopy;
import io.usher.proto.v1.SettingsExport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Settings that leave a site, and those that come to it. */
final class SettingsCommand {

    private SettingsCommand() {}

    /** Writes the settings of a site. */
    @Command(
            name = "export-settings",
            description = {
                "Print the settings of the site as JSON, for 'usher site copy-settings --from-file'.",
                "They are those of the site itself, folders, pools, resources with their rules, schedules and roles; no"
                        + " hosts, sessions, bindings, brokers or keys."
            },
            footer = "  usher site export-settings > head-office.json")
    static final class Export extends ClientCommand {
        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            printer.message(SettingsOfSite.portable(SettingsOfSite.read(broker)));
            return ExitCode.DONE;
        }
    }

    /** Copies the settings of another site. */
    @Command(
            name = "copy-settings",
            description = {
                "Give the site the settings of another one: folders, pools, resources, rules, schedules, roles, and"
                        + " what is set on the site itself but its display name. Nothing is deleted, no role is taken"
                        + " away; hosts, sessions, bindings, brokers and keys stay as they are.",
                "Objects of the same name become those of the other site, unless somebody changes them meanwhile. Where"
                        + " it ends half-way it says what was done; run it once more, and it does the rest.",
                "The other site is asked with the same certificates; use --from-file where it wants others."
            },
            footer = {
                "  usher site copy-settings --from 127.0.0.1:7500 --dry-run",
                "  usher site copy-settings --site branch --from 127.0.0.1:7400 --from-site head-office",
                "  usher site copy-settings --from-file head-office.json"
            })
    static final class Copy extends ChangeCommand {
        @Option(
                names = "--from",
                paramLabel = "HOST:PORT,...",
                split = ",",
                hideParamSyntax = true,
                converter = ConnectionOptions.AddressConverter.class,
                description = "Brokers of the other site.")
        private List<Address> from = List.of();

        @Option(
                names = "--from-site",
                paramLabel = "ID",
                converter = ConnectionOptions.SiteConverter.class,
                description = "Which site is meant there; needed where those brokers serve several.")
        private Optional<String> fromSite = Optional.empty();

        @Option(names = "--from-file", paramLabel = "FILE", description = "What 'usher site export-settings' printed.")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--dry-run", description = "Show what would be done and change nothing.")
        private boolean dryRun;

        @Override
        OutputFormat usualFormat() {
            return OutputFormat.TABLE;
        }

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            if (from.isEmpty() == file.isEmpty()) {
                throw new ParameterException(spec().commandLine(), "give either --from or --from-file");
            }
            if (fromSite.isPresent() && from.isEmpty()) {
                throw new ParameterException(spec().commandLine(), "--from-site says which site is meant at --from");
            }
            SettingsExport source = file.map(Copy::parse).orElseGet(this::ask);
            List<SettingsPlan.Step> plan = SettingsPlan.of(source, SettingsOfSite.read(broker), now());
            if (dryRun) {
                print(plan.stream().map(SettingsPlan.Step::change).toList(), printer);
                return ExitCode.DONE;
            }
            requireNoConflict(plan, printer);
            carryOut(plan, broker, printer);
            return ExitCode.DONE;
        }

        private SettingsExport ask() {
            try (BrokerClient other = connectTo(new ConnectionOptions.Asked(from, fromSite))) {
                return SettingsOfSite.read(other);
            }
        }

        private static SettingsExport parse(Path file) {
            SettingsExport.Builder settings = SettingsExport.newBuilder();
            try {
                JsonFormat.parser().merge(Files.readString(file, StandardCharsets.UTF_8), settings);
            } catch (InvalidProtocolBufferException e) {
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        "cannot use " + file,
                        String.valueOf(e.getMessage()),
                        "write it with 'usher site export-settings' of the same version");
            } catch (IOException e) {
                throw BackupFile.unusable(file, e, "name a file that 'usher site export-settings' wrote");
            }
            if (!settings.hasSite()) {
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        "cannot use " + file,
                        "there are no settings of a site in it",
                        "write it with 'usher site export-settings'");
            }
            return settings.build();
        }

        private void requireNoConflict(List<SettingsPlan.Step> plan, Printer printer) {
            if (plan.stream().anyMatch(step -> step.change().getChange() == Change.CHANGE_CONFLICT)) {
                print(plan.stream().map(SettingsPlan.Step::change).toList(), printer);
                throw new CommandFailedException(
                        ExitCode.CONFLICT,
                        "nothing was copied",
                        "objects of the same name cannot become each other, see above",
                        "delete or rename one of the two");
            }
        }

        private void carryOut(List<SettingsPlan.Step> plan, BrokerClient broker, Printer printer) {
            String run = requestId().orElseGet(() -> UUID.randomUUID().toString());
            List<SettingsChange> told = new ArrayList<>();
            Optional<CallFailedException> failure = Optional.empty();
            for (SettingsPlan.Step step : plan) {
                SettingsChange.Builder change = step.change().toBuilder();
                if (step.write().isPresent() && failure.isPresent()) {
                    change.setResult(Result.RESULT_NOT_TRIED);
                } else if (step.write().isPresent()) {
                    try {
                        step.write().get().accept(broker, requestId(run, step));
                        change.setResult(Result.RESULT_DONE);
                    } catch (CallFailedException e) {
                        change.setResult(Result.RESULT_FAILED);
                        failure = Optional.of(e);
                    }
                }
                told.add(change.build());
            }
            print(told, printer);
            if (failure.isPresent()) {
                throw failure.get();
            }
        }

        /** One for each object, and the same ones when the run is repeated under its request id. */
        private static String requestId(String run, SettingsPlan.Step step) {
            String name = run + " " + step.change().getObject();
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        }

        private static void print(List<SettingsChange> changes, Printer printer) {
            SettingsCopy all = SettingsCopy.newBuilder().addAllChanges(changes).build();
            printer.list(all, changes, SettingsChangeView.view());
        }
    }
}
