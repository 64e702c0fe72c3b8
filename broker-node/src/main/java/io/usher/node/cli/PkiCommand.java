package io.usher.node.cli;

import io.usher.node.pki.Authority;
import io.usher.node.pki.Credentials;
import io.usher.node.pki.Holder;
import io.usher.node.pki.PemFiles;
import io.usher.node.pki.Purpose;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verbs for certificates; none of them asks a broker. */
@Command(
        name = "pki",
        mixinStandardHelpOptions = true,
        description = "A private certification authority, for a site that has none.",
        subcommands = {PkiCommand.Init.class, PkiCommand.Issue.class})
final class PkiCommand extends CommandGroup {

    /** Signs for those who call brokers, and for what brokers show them. */
    private static final String AUTHORITY = "ca";
    /** Signs for brokers among themselves, and for nobody else: whoever has its certificate is a broker. */
    private static final String BROKERS = "brokers-ca";

    /** Whom a certificate is for. */
    enum Kind {
        BROKER,
        AGENT,
        GATEWAY,
        USER;

        /** What the role table can name them by. */
        private String unit() {
            return toString() + "s";
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What both verbs share. */
    @Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
    abstract static class Verb implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--dir",
                paramLabel = "DIRECTORY",
                defaultValue = "pki",
                description = "Where the authority is kept. Default: ${DEFAULT-VALUE}.")
        private Path directory = Path.of("pki");

        @Override
        public final Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try {
                run(out);
            } catch (FileAlreadyExistsException e) {
                throw new CommandFailedException(
                        ExitCode.CONFLICT,
                        "nothing was overwritten",
                        e.getFile() + " is there already",
                        "take another directory or name, or move it away first");
            } catch (NoSuchFileException e) {
                throw new CommandFailedException(
                        ExitCode.NOT_FOUND,
                        "there is no authority in " + directory,
                        e.getFile() + " is missing",
                        "make one with 'usher pki init', or name its directory with --dir");
            } catch (IOException e) {
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        "the files could not be read or written",
                        String.valueOf(e.getMessage()),
                        "check the directory and who may write there");
            }
            out.flush();
            return ExitCode.DONE.code();
        }

        abstract void run(PrintWriter out) throws IOException;

        final Path directory() {
            return directory;
        }

        final Instant now() {
            return ((UsherCommand) spec.root().userObject())
                    .surroundings()
                    .clock()
                    .instant();
        }

        final ParameterException wrong(String message) {
            return new ParameterException(spec.commandLine(), message);
        }
    }

    /** Makes the authority. */
    @Command(
            name = "init",
            description = {
                "Make a private authority: one for clients, agents and what brokers show them, and one for brokers",
                "among themselves. Keep the two keys where only administrators reach them."
            },
            footer = "  usher pki init")
    static final class Init extends Verb {
        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "3650",
                description = "How long the authority is valid, in days. Default: ${DEFAULT-VALUE}.")
        private int days;

        @Override
        void run(PrintWriter out) throws IOException {
            requireDays(this, days);
            PemFiles.makeDirectory(directory());
            for (String name : List.of(AUTHORITY, BROKERS)) {
                Authority authority = Authority.create("usher " + name, now(), Duration.ofDays(days));
                PemFiles.write(directory(), name, authority.credentials());
                out.println(directory().resolve(name + ".crt"));
            }
        }
    }

    /** Issues certificates. */
    @Command(
            name = "issue",
            description = {
                "Issue certificates and new keys into a directory of their own, with everything that belongs to them.",
                "A broker gets one for clients and one for other brokers. The certificate says what it is for: its",
                "OU is brokers, agents, gateways or users, which 'usher role grant' can name, and its CN is NAME."
            },
            footer = {
                "  usher pki issue broker b1 --address 10.0.0.1,broker1.example",
                "  usher pki issue agent h1",
                "  usher pki issue user alice --group staff"
            })
    static final class Issue extends Verb {
        private static final Set<String> RESERVED = Set.of("brokers", "agents", "gateways", "users");

        @Parameters(index = "0", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
        private Kind kind = Kind.USER;

        @Parameters(
                index = "1",
                paramLabel = "NAME",
                description = "Id of the broker or host, or name of the user or gateway.")
        private String name = "";

        @Option(
                names = "--address",
                paramLabel = "HOST,...",
                split = ",",
                hideParamSyntax = true,
                description = "Names and addresses under which a broker is reached, by clients and by other brokers.")
        private List<String> addresses = List.of();

        @Option(
                names = "--group",
                paramLabel = "GROUP,...",
                split = ",",
                hideParamSyntax = true,
                description = "Groups of a user, which filtering rules and the role table can name.")
        private List<String> groups = List.of();

        @Option(
                names = "--out",
                paramLabel = "DIRECTORY",
                description = "Where to put them. Default: a directory of that name below that of the authority.")
        private Optional<Path> out = Optional.empty();

        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "825",
                description = "How long the certificates are valid, in days. Default: ${DEFAULT-VALUE}.")
        private int days;

        @Override
        void run(PrintWriter print) throws IOException {
            requireDays(this, days);
            Holder holder = holder();
            Credentials authority = PemFiles.read(directory(), AUTHORITY);
            Credentials brokers = PemFiles.read(directory(), BROKERS);
            Path target = out.orElse(directory().resolve(name));
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            PemFiles.makeDirectory(target);
            PemFiles.writeCertificate(target.resolve("ca.crt"), authority.certificate());
            if (kind == Kind.BROKER) {
                PemFiles.writeCertificate(target.resolve("brokers-ca.crt"), brokers.certificate());
                write(target, "api", authority, holder, Purpose.SERVER);
                write(target, "peer", brokers, holder, Purpose.PEER);
                print.print(brokerSettings(target.toAbsolutePath().normalize()));
            } else {
                write(target, kind.toString(), authority, holder, Purpose.CLIENT);
                print.print(callerSettings(target.toAbsolutePath().normalize()));
            }
        }

        private void write(Path target, String file, Credentials issuer, Holder holder, Purpose purpose)
                throws IOException {
            PemFiles.write(target, file, Authority.of(issuer).issue(holder, purpose, now(), Duration.ofDays(days)));
        }

        private Holder holder() {
            if (kind == Kind.BROKER && addresses.isEmpty()) {
                throw wrong("a broker is reached under names and addresses; give them with --address");
            }
            if (kind != Kind.BROKER && !addresses.isEmpty()) {
                throw wrong("--address is for brokers: nobody calls a " + kind);
            }
            if (kind != Kind.USER && !groups.isEmpty()) {
                throw wrong("--group is for users, found it for a " + kind);
            }
            groups.stream().filter(RESERVED::contains).findFirst().ifPresent(group -> {
                throw wrong("the group " + group + " says what a certificate is for; take another name");
            });
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]*")) {
                throw wrong("expected a name of letters, digits and . _ @ - that begins with a letter or digit, found '"
                        + name.replaceAll("\\p{Cntrl}", "?") + "'");
            }
            List<String> units = new ArrayList<>(List.of(kind.unit()));
            units.addAll(groups);
            try {
                return new Holder(name, units, addresses);
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }

        /** As an agent's configuration has it, or as the environment of whoever calls brokers. */
        private String callerSettings(Path target) {
            Path certificate = target.resolve(kind + ".crt");
            Path key = target.resolve(kind + ".key");
            Path authority = target.resolve("ca.crt");
            return kind == Kind.AGENT
                    ? String.format("tls:%n  certificate: %s%n  key: %s%n  ca: %s%n", certificate, key, authority)
                    : String.format("export USHER_CA=%s USHER_CERT=%s USHER_KEY=%s%n", authority, certificate, key);
        }

        private static String brokerSettings(Path target) {
            return String.join(
                            "\n",
                            "api-tls:",
                            "  certificate: " + target.resolve("api.crt"),
                            "  key: " + target.resolve("api.key"),
                            "  client-ca: " + target.resolve("ca.crt"),
                            "peer-tls:",
                            "  certificate: " + target.resolve("peer.crt"),
                            "  key: " + target.resolve("peer.key"),
                            "  ca: " + target.resolve("brokers-ca.crt"))
                    + "\n";
        }
    }

    private static void requireDays(Verb verb, int days) {
        if (days < 1 || days > 36_500) {
            throw verb.wrong("expected --days of 1 to 36500, found " + days);
        }
    }
}
