package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.CallerView;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.RoleView;
import io.usher.proto.v1.GetCallerRequest;
import io.usher.proto.v1.GetCallerResponse;
import io.usher.proto.v1.GrantRoleRequest;
import io.usher.proto.v1.GrantRoleResponse;
import io.usher.proto.v1.ListRoleGrantsRequest;
import io.usher.proto.v1.ListRoleGrantsResponse;
import io.usher.proto.v1.RevokeRoleRequest;
import io.usher.proto.v1.Role;
import io.usher.proto.v1.RoleServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verbs for roles. */
@Command(
        name = "role",
        mixinStandardHelpOptions = true,
        description =
                "Who may do what. An identity is a kind and a name of a certificate, with stars for any characters.",
        subcommands = {
            RoleCommand.Grant.class,
            RoleCommand.Revoke.class,
            RoleCommand.ListAll.class,
            RoleCommand.WhoAmI.class
        })
final class RoleCommand extends CommandGroup {

    /** Lets somebody do something. */
    @Command(
            name = "grant",
            description = "Let somebody do something.",
            footer = {
                "  usher role grant admin cn:alice",
                "  usher role grant operator 'ou:operations'",
                "  usher role grant agent 'ou:agents'"
            })
    static final class Grant extends ChangeCommand {
        @Parameters(
                index = "0",
                paramLabel = "ROLE",
                converter = WordConverter.RoleWord.class,
                completionCandidates = WordConverter.RoleWord.class,
                description = "One of ${COMPLETION-CANDIDATES}.")
        private Role role = Role.ROLE_UNSPECIFIED;

        @Parameters(
                index = "1",
                paramLabel = "IDENTITY",
                description = "Who: cn:NAME, ou:, o:, dns:, uri:, email:, oidc: or oidc-group:.")
        private String identity = "";

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GrantRoleResponse response = broker.call(
                    RoleServiceGrpc.getGrantRoleMethod(),
                    GrantRoleRequest.newBuilder()
                            .setRole(role)
                            .setIdentity(identity)
                            .build());
            printer.one(response, response.getGrant(), RoleView.view());
            return ExitCode.DONE;
        }
    }

    /** Takes a role away. */
    @Command(
            name = "revoke",
            description = "Take a role away, from the identity exactly as the table has it.",
            footer = "  usher role revoke operator 'ou:operations' --yes")
    static final class Revoke extends DestructiveCommand {
        @Parameters(
                index = "0",
                paramLabel = "ROLE",
                converter = WordConverter.RoleWord.class,
                completionCandidates = WordConverter.RoleWord.class,
                description = "One of ${COMPLETION-CANDIDATES}.")
        private Role role = Role.ROLE_UNSPECIFIED;

        @Parameters(index = "1", paramLabel = "IDENTITY", description = "Who, as 'usher role list' shows it.")
        private String identity = "";

        @Override
        String question() {
            return "Take the role " + RoleView.word(role) + " from " + identity + "?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            printer.removed(
                    broker.call(
                            RoleServiceGrpc.getRevokeRoleMethod(),
                            RevokeRoleRequest.newBuilder()
                                    .setRole(role)
                                    .setIdentity(identity)
                                    .build()),
                    RoleView.word(role) + " " + identity);
            return ExitCode.DONE;
        }
    }

    /** Shows the table. */
    @Command(name = "list", description = "Show who may do what.", footer = "  usher role list")
    static final class ListAll extends ReadCommand {
        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListRoleGrantsResponse response = pages.read(
                    broker,
                    RoleServiceGrpc.getListRoleGrantsMethod(),
                    ListRoleGrantsRequest.newBuilder()
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getGrantsList(), RoleView.view());
            return ExitCode.DONE;
        }
    }

    /** Shows whom the broker takes the caller for. */
    @Command(
            name = "whoami",
            description = "Show whom the broker takes you for, and what you may do.",
            footer = "  usher role whoami --cert alice.crt --key alice.key --ca ca.crt")
    static final class WhoAmI extends ClientCommand {
        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetCallerResponse response =
                    broker.call(RoleServiceGrpc.getGetCallerMethod(), GetCallerRequest.getDefaultInstance());
            printer.one(response, response.getCaller(), CallerView.view());
            return ExitCode.DONE;
        }
    }
}
