package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.FolderView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.CreateFolderRequest;
import io.usher.proto.v1.CreateFolderResponse;
import io.usher.proto.v1.DeleteFolderRequest;
import io.usher.proto.v1.Folder;
import io.usher.proto.v1.FolderServiceGrpc;
import io.usher.proto.v1.GetFolderRequest;
import io.usher.proto.v1.GetFolderResponse;
import io.usher.proto.v1.ListFoldersRequest;
import io.usher.proto.v1.ListFoldersResponse;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.UpdateFolderRequest;
import io.usher.proto.v1.UpdateFolderResponse;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs for folders. */
@Command(
        name = "folder",
        mixinStandardHelpOptions = true,
        description = "Folders: they hold folders and other folders.",
        subcommands = {
            FolderCommand.Create.class,
            FolderCommand.Get.class,
            FolderCommand.ListAll.class,
            FolderCommand.Update.class,
            FolderCommand.Delete.class
        })
final class FolderCommand extends CommandGroup {

    /** What can be set of a folder at any time. */
    static final class Settings {
        @Option(names = "--display-name", paramLabel = "TEXT", description = "What users see.")
        private Optional<String> displayName = Optional.empty();

        @Option(
                names = "--parent",
                paramLabel = "FOLDER",
                converter = NameConverter.Folder.class,
                description = "Folder that it is in. Another one moves it.")
        private Optional<String> parent = Optional.empty();

        @Option(names = "--no-parent", description = "Put it at the top.")
        private boolean top;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                converter = WordConverter.ResourceState.class,
                completionCandidates = WordConverter.ResourceState.class,
                description = "State of everything in it: ${COMPLETION-CANDIDATES}. A new folder: enabled.")
        private Optional<Resource.State> state = Optional.empty();

        @Option(names = "--maintenance-message", paramLabel = "TEXT", description = "Shown while in maintenance.")
        private Optional<String> maintenanceMessage = Optional.empty();

        @Mixin
        private FilterOptions filter;

        Fields fill(Folder.Builder folder) {
            Fields fields = new Fields()
                    .set("display_name", displayName, folder::setDisplayName)
                    .set("parent", top ? Optional.of("") : parent, folder::setParent)
                    .set("state", state, folder::setState)
                    .set("maintenance_message", maintenanceMessage, folder::setMaintenanceMessage);
            return filter.fill(fields, folder::addAllFilterRules, folder::setDefaultEffect);
        }
    }

    /** Adds a folder. */
    @Command(
            name = "create",
            description = "Add a folder.",
            footer = {
                "  usher folder create office --display-name Office",
                "  usher folder create accounts --parent office --default-rule deny --rule 'staff: allow; group=staff'"
            })
    static final class Create extends ChangeCommand {
        @Parameters(paramLabel = "ID", converter = NameConverter.FolderId.class, description = "Id of the new one.")
        private String id;

        @Mixin
        private Settings settings;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Folder.Builder folder = Folder.newBuilder();
            settings.fill(folder);
            CreateFolderResponse response = broker.call(
                    FolderServiceGrpc.getCreateFolderMethod(),
                    CreateFolderRequest.newBuilder()
                            .setFolderId(id)
                            .setFolder(folder)
                            .build());
            printer.one(response, response.getFolder(), FolderView.view());
            return ExitCode.DONE;
        }
    }

    /** Shows one folder. */
    @Command(name = "get", description = "Show one folder with all its settings.", footer = "  usher folder get office")
    static final class Get extends ReadCommand {
        @Parameters(paramLabel = "FOLDER", converter = NameConverter.Folder.class, description = "The folder.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetFolderResponse response = broker.call(
                    FolderServiceGrpc.getGetFolderMethod(),
                    GetFolderRequest.newBuilder()
                            .setName(name)
                            .setConsistency(consistency())
                            .build());
            printer.one(response, response.getFolder(), FolderView.view());
            return ExitCode.DONE;
        }
    }

    /** Shows all folders. */
    @Command(
            name = "list",
            description = "Show all folders.",
            footer = {"  usher folder list", "  usher folder list -o wide"})
    static final class ListAll extends ReadCommand {
        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListFoldersResponse response = pages.read(
                    broker,
                    FolderServiceGrpc.getListFoldersMethod(),
                    ListFoldersRequest.newBuilder()
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getFoldersList(), FolderView.view());
            return ExitCode.DONE;
        }
    }

    /** Changes a folder. */
    @Command(
            name = "update",
            description = "Change settings of a folder or move it; what is not named stays as it is.",
            footer = {
                "  usher folder update accounts --parent office",
                "  usher folder update office --state maintenance --maintenance-message 'Back at noon'"
            })
    static final class Update extends ChangeCommand {
        @Parameters(paramLabel = "FOLDER", converter = NameConverter.Folder.class, description = "The folder.")
        private String name;

        @Mixin
        private Settings settings;

        @Mixin
        private EtagOption etag;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Folder.Builder folder = Folder.newBuilder().setName(name);
            UpdateFolderRequest.Builder request = UpdateFolderRequest.newBuilder()
                    .setUpdateMask(settings.fill(folder).mask(spec()));
            etag.value().ifPresent(folder::setEtag);
            UpdateFolderResponse response = broker.call(
                    FolderServiceGrpc.getUpdateFolderMethod(),
                    request.setFolder(folder).build());
            printer.one(response, response.getFolder(), FolderView.view());
            return ExitCode.DONE;
        }
    }

    /** Removes a folder. */
    @Command(
            name = "delete",
            description = "Remove a folder. Refused while anything is in it.",
            footer = "  usher folder delete accounts --yes")
    static final class Delete extends DestructiveCommand {
        @Parameters(paramLabel = "FOLDER", converter = NameConverter.Folder.class, description = "The folder.")
        private String name;

        @Override
        String question() {
            return "Remove " + name + "?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            printer.removed(
                    broker.call(
                            FolderServiceGrpc.getDeleteFolderMethod(),
                            DeleteFolderRequest.newBuilder().setName(name).build()),
                    name);
            return ExitCode.DONE;
        }
    }
}
