package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.ResourceView;
import io.usher.node.cli.output.UserResourceView;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.CreateResourceResponse;
import io.usher.proto.v1.DeleteResourceRequest;
import io.usher.proto.v1.GetResourceRequest;
import io.usher.proto.v1.GetResourceResponse;
import io.usher.proto.v1.ListResourcesRequest;
import io.usher.proto.v1.ListResourcesResponse;
import io.usher.proto.v1.ListUserResourcesRequest;
import io.usher.proto.v1.ListUserResourcesResponse;
import io.usher.proto.v1.OverLimitPolicy;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.UpdateResourceRequest;
import io.usher.proto.v1.UpdateResourceResponse;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The verbs for resources. To publish one is to create it. */
@Command(
        name = "resource",
        mixinStandardHelpOptions = true,
        description = "Resources: the published desktops and applications.",
        subcommands = {
            ResourceCommand.Create.class,
            ResourceCommand.Get.class,
            ResourceCommand.ListAll.class,
            ResourceCommand.Update.class,
            ResourceCommand.Delete.class
        })
final class ResourceCommand extends CommandGroup {

    /** What can be set of a resource at any time. */
    static final class Settings {
        @Option(
                names = "--pool",
                paramLabel = "POOL,...",
                split = ",",
                hideParamSyntax = true,
                converter = NameConverter.Pool.class,
                description = "Pools that it is served from, in order of preference.")
        private List<String> pools = List.of();

        @Option(names = "--display-name", paramLabel = "TEXT", description = "What users see.")
        private Optional<String> displayName = Optional.empty();

        @Option(
                names = "--state",
                paramLabel = "STATE",
                converter = WordConverter.ResourceState.class,
                completionCandidates = WordConverter.ResourceState.class,
                description = "Whether it can be used: ${COMPLETION-CANDIDATES}. A new resource: enabled.")
        private Optional<Resource.State> state = Optional.empty();

        @Option(names = "--maintenance-message", paramLabel = "TEXT", description = "Shown while in maintenance.")
        private Optional<String> maintenanceMessage = Optional.empty();

        @Option(names = "--command-line", paramLabel = "TEXT", description = "What an application starts.")
        private Optional<String> commandLine = Optional.empty();

        @Option(
                names = "--concurrent-user-limit",
                paramLabel = "N",
                description = "Most users who may have live sessions of it at a time; 0 for no limit.")
        private Optional<Integer> concurrentUserLimit = Optional.empty();

        @Option(
                names = "--over-concurrent-user-limit",
                paramLabel = "POLICY",
                converter = WordConverter.OverLimit.class,
                completionCandidates = WordConverter.OverLimit.class,
                description = "What happens when that is reached: ${COMPLETION-CANDIDATES}.")
        private Optional<OverLimitPolicy> overConcurrentUserLimit = Optional.empty();

        @Option(
                names = "--folder",
                paramLabel = "FOLDER",
                converter = NameConverter.Folder.class,
                description = "Folder that it is in, whose state and rules hold for it too. Another one moves it.")
        private Optional<String> folder = Optional.empty();

        @Option(names = "--no-folder", description = "Put it at the top.")
        private boolean top;

        @Mixin
        private FilterOptions filter;

        @Mixin
        private RouteOptions routes;

        @Mixin
        private LabelOptions labels;

        Fields fill(Resource.Builder resource) {
            Fields fields = new Fields()
                    .set("pools", Optional.of(pools).filter(list -> !list.isEmpty()), resource::addAllPools)
                    .set("display_name", displayName, resource::setDisplayName)
                    .set("state", state, resource::setState)
                    .set("maintenance_message", maintenanceMessage, resource::setMaintenanceMessage)
                    .set("command_line", commandLine, resource::setCommandLine)
                    .set("concurrent_user_limit", concurrentUserLimit, resource::setConcurrentUserLimit)
                    .set("over_concurrent_user_limit", overConcurrentUserLimit, resource::setOverConcurrentUserLimit)
                    .set("folder", top ? Optional.of("") : folder, resource::setFolder);
            routes.fill(fields, resource::addAllRoutes);
            labels.fill(fields, resource);
            return filter.fill(fields, resource::addAllFilterRules, resource::setDefaultEffect);
        }
    }

    /** Publishes a resource. */
    @Command(
            name = "create",
            description = "Publish a desktop or an application.",
            footer = {
                "  usher resource create desktop --kind desktop --pool office",
                "  usher resource create writer --kind application --pool office --command-line 'lowriter'",
                "  usher resource create cad --kind desktop --pool office --require-label gpu=yes"
            })
    static final class Create extends ChangeCommand {
        @Parameters(paramLabel = "ID", converter = NameConverter.ResourceId.class, description = "Id of the new one.")
        private String id;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                required = true,
                converter = WordConverter.Kind.class,
                completionCandidates = WordConverter.Kind.class,
                description = "What it is: ${COMPLETION-CANDIDATES}. Never changes.")
        private Resource.Kind kind = Resource.Kind.KIND_UNSPECIFIED;

        @Mixin
        private Settings settings;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Resource.Builder resource = Resource.newBuilder().setKind(kind);
            settings.fill(resource);
            CreateResourceResponse response = broker.call(
                    ResourceServiceGrpc.getCreateResourceMethod(),
                    CreateResourceRequest.newBuilder()
                            .setResourceId(id)
                            .setResource(resource)
                            .build());
            printer.one(response, response.getResource(), ResourceView.view());
            return ExitCode.DONE;
        }
    }

    /** Shows one resource. */
    @Command(
            name = "get",
            description = "Show one resource with all its settings.",
            footer = "  usher resource get desktop")
    static final class Get extends ReadCommand {
        @Parameters(paramLabel = "RESOURCE", converter = NameConverter.Resource.class, description = "The resource.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetResourceResponse response = broker.call(
                    ResourceServiceGrpc.getGetResourceMethod(),
                    GetResourceRequest.newBuilder()
                            .setName(name)
                            .setConsistency(consistency())
                            .build());
            printer.one(response, response.getResource(), ResourceView.view());
            return ExitCode.DONE;
        }
    }

    /** Shows all resources. */
    @Command(
            name = "list",
            description = "Show all resources, or those that a user may see now.",
            footer = {
                "  usher resource list",
                "  usher resource list -o wide",
                "  usher resource list --for-user alice --group staff --client-address 10.1.2.3 --why"
            })
    static final class ListAll extends ReadCommand {
        @Mixin
        private Pages pages;

        @Option(
                names = "--for-user",
                paramLabel = "USER",
                description = "Only what this user may see now, with its state; the options below tell of the client.")
        private Optional<String> user = Optional.empty();

        @Mixin
        private ClientOptions client;

        @Option(names = "--why", description = "With --for-user: also what the user may not see, and why.")
        private boolean why;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            if (why && user.isEmpty()) {
                throw new ParameterException(spec().commandLine(), "--why says what a user may see; give --for-user");
            }
            return user.isPresent() ? listFor(user.get(), broker, printer) : listAll(broker, printer);
        }

        private ExitCode listFor(String name, BrokerClient broker, Printer printer) {
            ListUserResourcesResponse response = pages.read(
                    broker,
                    ResourceServiceGrpc.getListUserResourcesMethod(),
                    ListUserResourcesRequest.newBuilder()
                            .setUser(name)
                            .addAllGroups(client.groups())
                            .setClientName(client.name())
                            .setClientAddress(client.address())
                            .setClientOs(client.operatingSystem())
                            .setGateway(client.gateway())
                            .setShowHidden(why)
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getResourcesList(), UserResourceView.view(why));
            return ExitCode.DONE;
        }

        private ExitCode listAll(BrokerClient broker, Printer printer) {
            ListResourcesResponse response = pages.read(
                    broker,
                    ResourceServiceGrpc.getListResourcesMethod(),
                    ListResourcesRequest.newBuilder()
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getResourcesList(), ResourceView.view());
            return ExitCode.DONE;
        }
    }

    /** Changes a resource. */
    @Command(
            name = "update",
            description = "Change settings of a resource; what is not named stays as it is.",
            footer = {
                "  usher resource update writer --pool office,reserve",
                "  usher resource update desktop --state maintenance --maintenance-message 'Back at noon'",
                "  usher resource update writer --rule 'staff: allow; group=staff' --default-rule deny"
            })
    static final class Update extends ChangeCommand {
        @Parameters(paramLabel = "RESOURCE", converter = NameConverter.Resource.class, description = "The resource.")
        private String name;

        @Mixin
        private Settings settings;

        @Mixin
        private EtagOption etag;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Resource.Builder resource = Resource.newBuilder().setName(name);
            UpdateResourceRequest.Builder request = UpdateResourceRequest.newBuilder()
                    .setUpdateMask(settings.fill(resource).mask(spec()));
            etag.value().ifPresent(resource::setEtag);
            UpdateResourceResponse response = broker.call(
                    ResourceServiceGrpc.getUpdateResourceMethod(),
                    request.setResource(resource).build());
            printer.one(response, response.getResource(), ResourceView.view());
            return ExitCode.DONE;
        }
    }

    /** Withdraws a resource. */
    @Command(
            name = "delete",
            description = "Withdraw a resource. Its sessions go on.",
            footer = "  usher resource delete writer --yes")
    static final class Delete extends DestructiveCommand {
        @Parameters(paramLabel = "RESOURCE", converter = NameConverter.Resource.class, description = "The resource.")
        private String name;

        @Override
        String question() {
            return "Withdraw " + name + "?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            printer.removed(
                    broker.call(
                            ResourceServiceGrpc.getDeleteResourceMethod(),
                            DeleteResourceRequest.newBuilder().setName(name).build()),
                    name);
            return ExitCode.DONE;
        }
    }
}
