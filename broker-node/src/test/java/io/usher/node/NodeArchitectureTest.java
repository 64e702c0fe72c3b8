package io.usher.node;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;

/** The lines between the packages of the node and around its libraries. Each rule says why it is there. */
@AnalyzeClasses(packages = "io.usher.node", importOptions = ImportOption.DoNotIncludeTests.class)
@ArchTag("any-jdk")
class NodeArchitectureTest {
    private static final String ROOT = "io.usher.node";
    private static final String AGENT = "io.usher.node.agent..";
    private static final String API = "io.usher.node.api..";
    private static final String CLI = "io.usher.node.cli..";
    private static final String CONFIG = "io.usher.node.config..";
    private static final String FEED = "io.usher.node.feed..";
    private static final String GATEWAY = "io.usher.node.gateway..";
    private static final String HTTP = "io.usher.node.http..";
    private static final String PEER = "io.usher.node.peer..";
    private static final String PRIMARY = "io.usher.node.primary..";
    private static final String REPLICATION = "io.usher.node.replication..";
    private static final String TELEMETRY = "io.usher.node.telemetry..";
    private static final String TICKET = "io.usher.node.ticket..";

    private static final String CORE_STATE = "io.usher.core.state..";
    private static final String PUBLIC_PROTO = "io.usher.proto.v1..";
    private static final String INTERNAL_PROTO = "io.usher.proto.internal..";

    private static final DescribedPredicate<JavaClass> MUTABLE_STATE = resideInAPackage(CORE_STATE)
            .and(describe("mutable", type -> !type.isRecord() && !type.isEnum() && !type.isInterface()))
            .as("mutable types of " + CORE_STATE);

    private static final DescribedPredicate<JavaClass> CORE_BUT_ITS_WORDS = resideInAPackage("io.usher.core..")
            .and(resideOutsideOfPackage("io.usher.core.model"))
            .as("the core but the words of its model");

    @ArchTest
    static final ArchRule ratisStaysInReplication = noClasses()
            .that()
            .resideOutsideOfPackage(REPLICATION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.ratis..")
            .because("the consensus library has one adapter, where its traps are known and its options are set");

    @ArchTest
    static final ArchRule grpcStaysInApiAndClients = noClasses()
            .that()
            .resideOutsideOfPackages(API, PEER, CLI, AGENT, GATEWAY, "io.usher.node.tls..", "io.usher.node.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.grpc..")
            .because("the wire is one way in: behind the API nobody knows how a call came");

    @ArchTest
    static final ArchRule nettyStaysInGatewayAndHttp = noClasses()
            .that()
            .resideOutsideOfPackages(GATEWAY, HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .because("only these two speak protocols of their own; gRPC brings its transport itself");

    @ArchTest
    static final ArchRule picocliStaysInCli = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..")
            .because("flags, files and environment end in one configuration; nobody else reads the command line");

    @ArchTest
    static final ArchRule jacksonStaysAtTheEdges = noClasses()
            .that()
            .resideOutsideOfPackages(CONFIG, CLI, AGENT, HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", "org.yaml..")
            .because("JSON and YAML are for people and scripts at the edge; inside, there are records and protos");

    @ArchTest
    static final ArchRule logFormatStaysInReplication = noClasses()
            .that()
            .resideOutsideOfPackages(REPLICATION, PEER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(INTERNAL_PROTO)
            .because("log and snapshot change by their own rules, and no other code may come to lean on them");

    @ArchTest
    static final ArchRule publicMessagesStayAtTheDoor = noClasses()
            .that()
            .resideOutsideOfPackages(API, PEER, CLI, AGENT, GATEWAY, HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(PUBLIC_PROTO)
            .because("messages become commands at the door; the API may change without the core");

    @ArchTest
    static final ArchRule onlyReplicationApplies = noClasses()
            .that()
            .resideOutsideOfPackage(REPLICATION)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.usher.core.Broker")
            .orShould()
            .dependOnClassesThat(MUTABLE_STATE)
            .because("state changes by the log alone: everybody else submits commands and reads the view");

    @ArchTest
    static final ArchRule clientsAreClients = noClasses()
            .that()
            .resideInAPackage(AGENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, REPLICATION, PRIMARY, FEED, HTTP, GATEWAY, PEER)
            .orShould()
            .dependOnClassesThat(CORE_BUT_ITS_WORDS)
            .because("an agent runs on another machine: what it knows came over the API, and it shares words alone");

    @ArchTest
    static final ArchRule commandLineIsAClient = noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, REPLICATION, PRIMARY, FEED, HTTP, GATEWAY, PEER, "io.usher.core..")
            .because("whatever the command line can do, every client can do; servers start through BrokerNode");

    @ArchTest
    static final ArchRule replicationKnowsNoCaller = noClasses()
            .that()
            .resideInAPackage(REPLICATION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, PRIMARY, CLI, AGENT, HTTP, GATEWAY)
            .because("commands come down and outcomes go up; the log does not know who asked");

    @ArchTest
    static final ArchRule primaryEntersByTheSameDoor = noClasses()
            .that()
            .resideInAPackage(PRIMARY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, CLI, AGENT, HTTP, GATEWAY, FEED, "io.usher.core.decide..", "io.usher.core.event..")
            .because("timers and lost hosts act only through commands that anybody could see in the log");

    @ArchTest
    static final ArchRule feedOnlyPassesOn = noClasses()
            .that()
            .resideInAPackage(FEED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, PRIMARY, REPLICATION, CLI, AGENT, HTTP, GATEWAY)
            .because("one writer, many readers: the feed knows neither");

    @ArchTest
    static final ArchRule foundationsKnowNobody = noClasses()
            .that()
            .resideInAnyPackage(CONFIG, TELEMETRY, TICKET)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, PRIMARY, REPLICATION, FEED, CLI, AGENT, HTTP, GATEWAY, PEER, ROOT)
            .because("settings, metrics and tickets are used by all, so they may use none");

    @ArchTest
    static final ArchRule onlyTheCommandLineStartsTheNode = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT)
            .because("the root package connects everything, so nothing may hang on it but the starter");

    @ArchTest
    static final ArchRule tokensAreCheckedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.usher.node.oidc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..")
            .because("whoever checks a token in a second place checks less of it");

    @ArchTest
    static final ArchRule bouncyCastleIsForTheAuthorityAlone = noClasses()
            .that()
            .resideOutsideOfPackage("io.usher.node.pki..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..")
            .because("the JDK does what brokers need of cryptography; only certificates are made with a library");

    @ArchTest
    static final ArchRule hasNoCycles = slices().matching("io.usher.node.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule onlyProgramsExit = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.usher.node.cli.Main")
            // The build runs this one.
            .and()
            .doNotHaveFullyQualifiedName("io.usher.node.cli.Rehearsal")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .because("an exit in the middle of the code takes the whole broker along; the exit code has one place");

    @ArchTest
    static final ArchRule onlyTheNodeHalts = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .callMethod(Runtime.class, "halt", int.class)
            .because("halting on a broken invariant is decided and logged in one place");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a server's words go to its log, and standard output is a command's result");

    @ArchTest
    static final ArchRule nobodyPrintsStackTraces = noClasses()
            .should()
            .callMethodWhere(target(name("printStackTrace"))
                    .and(target(owner(describe("throwable", type -> type.isAssignableTo(Throwable.class))))))
            .because("an error is reported in words or logged, with what to do about it");

    @ArchTest
    static final ArchRule everyQueueIsBounded = noClasses()
            .should()
            .callConstructor(LinkedBlockingQueue.class)
            .orShould()
            .callConstructor(LinkedBlockingDeque.class)
            .because("whatever can grow has a bound, and overload is refused, not stored");

    @ArchTest
    static final ArchRule everyThreadHasAName = noClasses()
            .should()
            .callMethod(Executors.class, "newCachedThreadPool")
            .orShould()
            .callMethod(Executors.class, "newFixedThreadPool", int.class)
            .orShould()
            .callMethod(Executors.class, "newSingleThreadExecutor")
            .orShould()
            .callMethod(Executors.class, "newScheduledThreadPool", int.class)
            .orShould()
            .callMethod(Executors.class, "newSingleThreadScheduledExecutor")
            .orShould()
            .callMethod(Executors.class, "newWorkStealingPool")
            .because("a thread dump of a broker in trouble must say whose thread it is: give a thread factory");

    @ArchTest
    static final ArchRule hasNoGlobalState =
            fields().that().areStatic().should().beFinal().because("several brokers live in one JVM in tests");

    @ArchTest
    static final ArchRule hidesWhatChanges = fields().that()
            .areNotFinal()
            .should()
            .bePrivate()
            .because("whoever changes a field must be found in its own class");

    @ArchTest
    static final ArchRule isClosed = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .orShould()
            .haveModifier(JavaModifier.ABSTRACT)
            .because("behaviour is composed, not inherited");
}
