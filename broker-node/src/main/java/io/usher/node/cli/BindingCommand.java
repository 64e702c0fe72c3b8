package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.BindingView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.Binding;
import io.usher.proto.v1.BindingServiceGrpc;
import io.usher.proto.v1.CreateBindingRequest;
import io.usher.proto.v1.CreateBindingResponse;
import io.usher.proto.v1.DeleteBindingRequest;
import io.usher.proto.v1.GetBindingRequest;
import io.usher.proto.v1.GetBindingResponse;
import io.usher.proto.v1.ListBindingsRequest;
import io.usher.proto.v1.ListBindingsResponse;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs for bindings. */
@Command(
        name = "binding",
        mixinStandardHelpOptions = true,
        description = "Bindings: which hosts belong to which user or device. A pool's own are made on first use, see"
                + " 'usher pool update --dedicated'.",
        subcommands = {
            BindingCommand.Create.class,
            BindingCommand.Get.class,
            BindingCommand.ListAll.class,
            BindingCommand.Delete.class
        })
final class BindingCommand extends CommandGroup {

    /** Whom a host belongs to. */
    static final class Owner {
        @Option(names = "--user", paramLabel = "USER", description = "The user it belongs to.")
        private Optional<String> user = Optional.empty();

        @Option(names = "--device", paramLabel = "NAME", description = "The client machine it belongs to.")
        private Optional<String> device = Optional.empty();
    }

    /** Gives a host to an owner. */
    @Command(
            name = "create",
            description = "Give a host to a user or a device. Refused when either has a binding in the pool.",
            footer = {
                "  usher binding create h7 --pool desks --user alice",
                "  usher binding create h8 --pool ward --device pc-12"
            })
    static final class Create extends ChangeCommand {
        @Parameters(paramLabel = "HOST", converter = NameConverter.Host.class, description = "The host.")
        private String host;

        @Option(
                names = "--pool",
                paramLabel = "POOL",
                required = true,
                converter = NameConverter.Pool.class,
                description = "The pool of the host.")
        private String pool = "";

        @ArgGroup(multiplicity = "1")
        private Owner owner = new Owner();

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Binding.Builder binding = Binding.newBuilder().setHost(host).setPool(pool);
            owner.user.ifPresent(binding::setUser);
            owner.device.ifPresent(binding::setDevice);
            CreateBindingResponse response = broker.call(
                    BindingServiceGrpc.getCreateBindingMethod(),
                    CreateBindingRequest.newBuilder().setBinding(binding).build());
            printer.one(response, response.getBinding(), BindingView.at(now()));
            return ExitCode.DONE;
        }
    }

    /** Shows one binding. */
    @Command(name = "get", description = "Show whom a host belongs to.", footer = "  usher binding get h7")
    static final class Get extends ReadCommand {
        @Parameters(paramLabel = "HOST", converter = NameConverter.Binding.class, description = "The host.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetBindingResponse response = broker.call(
                    BindingServiceGrpc.getGetBindingMethod(),
                    GetBindingRequest.newBuilder()
                            .setName(name)
                            .setConsistency(consistency())
                            .build());
            printer.one(response, response.getBinding(), BindingView.at(now()));
            return ExitCode.DONE;
        }
    }

    /** Shows bindings. */
    @Command(
            name = "list",
            description = "Show which hosts belong to whom.",
            footer = {"  usher binding list", "  usher binding list --user alice", "  usher binding list --pool desks"})
    static final class ListAll extends ReadCommand {
        @Option(
                names = "--pool",
                paramLabel = "POOL",
                converter = NameConverter.Pool.class,
                description = "Only hosts of this pool.")
        private Optional<String> pool = Optional.empty();

        @Option(names = "--user", paramLabel = "USER", description = "Only hosts of this user.")
        private Optional<String> user = Optional.empty();

        @Option(names = "--device", paramLabel = "NAME", description = "Only hosts of this client machine.")
        private Optional<String> device = Optional.empty();

        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListBindingsResponse response = pages.read(
                    broker,
                    BindingServiceGrpc.getListBindingsMethod(),
                    ListBindingsRequest.newBuilder()
                            .setConsistency(consistency())
                            .setPool(pool.orElse(""))
                            .setUser(user.orElse(""))
                            .setDevice(device.orElse(""))
                            .build());
            printer.list(response, response.getBindingsList(), BindingView.at(now()));
            return ExitCode.DONE;
        }
    }

    /** Takes a host away from its owner. */
    @Command(
            name = "delete",
            description = "Take a host away from its owner. Sessions on it go on.",
            footer = "  usher binding delete h7 --yes")
    static final class Delete extends DestructiveCommand {
        @Parameters(paramLabel = "HOST", converter = NameConverter.Binding.class, description = "The host.")
        private String name;

        @Override
        String question() {
            return "Take the host away from its owner, " + name + "?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            printer.removed(
                    broker.call(
                            BindingServiceGrpc.getDeleteBindingMethod(),
                            DeleteBindingRequest.newBuilder().setName(name).build()),
                    name);
            return ExitCode.DONE;
        }
    }
}
