package io.usher.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The lines that keep the core deterministic and readable. Each rule says why it is there. */
@AnalyzeClasses(packages = "io.usher.core", importOptions = ImportOption.DoNotIncludeTests.class)
@ArchTag("any-jdk")
class CoreArchitectureTest {
    private static final String ROOT = "io.usher.core";
    private static final String COMMAND = "io.usher.core.command..";
    private static final String DECIDE = "io.usher.core.decide..";
    private static final String FORECAST = "io.usher.core.forecast..";
    private static final String EVENT = "io.usher.core.event..";
    private static final String MODEL = "io.usher.core.model..";
    private static final String PLACEMENT = "io.usher.core.placement..";
    private static final String STATE = "io.usher.core.state..";

    private static final DescribedPredicate<JavaClass> MUTABLE_STATE = resideInAPackage(STATE)
            .and(describe("mutable", type -> !type.isRecord() && !type.isEnum() && !type.isInterface()))
            .as("mutable types of " + STATE);

    private static final DescribedPredicate<JavaClass> FLOATING = describe(
            "floating point",
            type -> type.isEquivalentTo(double.class)
                    || type.isEquivalentTo(float.class)
                    || type.isEquivalentTo(Double.class)
                    || type.isEquivalentTo(Float.class));

    private static final DescribedPredicate<JavaCodeUnit> TAKES_OR_GIVES_FLOATING = describe(
            "take or give floating point",
            unit -> FLOATING.test(unit.getRawReturnType())
                    || unit.getRawParameterTypes().stream().anyMatch(FLOATING));

    @ArchTest
    static final ArchRule dependsOnTheJdkAlone = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.usher.core..", "org.jspecify.annotations.."))
            .because("what decides must be the same on every broker for years, and a library changes under it");

    @ArchTest
    static final ArchRule touchesNothingOutside = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.io..", "java.net..", "java.nio.channels..", "java.nio.file..", "java.util.concurrent.."))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, ThreadLocal.class, Process.class, Runtime.class)
            .because("files, sockets and threads differ between brokers; the node works with them, outside of apply");

    @ArchTest
    static final ArchRule callsNothingThatDiffersBetweenBrokers = noClasses()
            .should(new Nondeterminism())
            .because("every broker must decide the same thing from the same log");

    @ArchTest
    static final ArchRule keepsNoHashOrder = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    java.util.HashMap.class,
                    java.util.HashSet.class,
                    java.util.IdentityHashMap.class,
                    java.util.WeakHashMap.class,
                    java.util.Hashtable.class)
            .because("hash order depends on history that a snapshot does not restore: use TreeMap, TreeSet, EnumMap");

    @ArchTest
    static final ArchRule readsNoClock = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.time.Clock.class, java.security.SecureRandom.class)
            .because("time and chance come in with the command");

    @ArchTest
    static final ArchRule holdsNoFloatingPoint = noFields()
            .should()
            .haveRawType(FLOATING)
            .because("scores are integers: rounding must not depend on an order of additions");

    @ArchTest
    static final ArchRule passesNoFloatingPoint = noCodeUnits()
            .should(com.tngtech.archunit.lang.conditions.ArchConditions.have(TAKES_OR_GIVES_FLOATING))
            .because("scores are integers: rounding must not depend on an order of additions");

    @ArchTest
    static final ArchRule hasNoGlobalState = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("a broker's state is what its snapshot holds, and two brokers may live in one JVM");

    @ArchTest
    static final ArchRule keepsStateInOnePlace = fields().that()
            .areDeclaredInClassesThat(not(resideInAPackage(STATE))
                    .and(not(describe("Broker", type -> type.getName().equals(ROOT + ".Broker")))))
            .should()
            .beFinal()
            .because("only the state changes, and only by events; everything else can be shared and tested alone");

    @ArchTest
    static final ArchRule hidesWhatChanges = fields().that()
            .areNotFinal()
            .should()
            .bePrivate()
            .orShould()
            .bePackagePrivate()
            .because("whoever changes a table must be found in the package of the tables");

    @ArchTest
    static final ArchRule onlyBrokerTouchesMutableState = noClasses()
            .that()
            .resideOutsideOfPackages(STATE, ROOT)
            .should()
            .dependOnClassesThat(MUTABLE_STATE)
            .because("deciders read through the view, and the event applier alone writes");

    @ArchTest
    static final ArchRule speaksInValues = classes()
            .that()
            .resideInAnyPackage(MODEL, COMMAND, EVENT)
            .and()
            .arePublic()
            .and()
            .haveSimpleNameNotEndingWith("Handler")
            .and()
            .areNotAnnotations()
            .should()
            .beRecords()
            .orShould()
            .beEnums()
            .orShould(com.tngtech.archunit.lang.conditions.ArchConditions.be(
                    describe("sealed", (JavaClass type) -> type.reflect().isSealed())))
            .because("the words of the domain are immutable values and closed sets of alternatives");

    @ArchTest
    static final ArchRule modelKnowsOnlyItself = noClasses()
            .that()
            .resideInAPackage(MODEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, EVENT, STATE, DECIDE, PLACEMENT)
            .because("the words come first; what is done with them is said elsewhere");

    @ArchTest
    static final ArchRule commandsAndEventsKnowOnlyWords = noClasses()
            .that()
            .resideInAnyPackage(COMMAND, EVENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STATE, DECIDE, PLACEMENT)
            .because("a command or an event is complete in itself: it can be stored, sent and replayed");

    @ArchTest
    static final ArchRule placementIsPure = noClasses()
            .that()
            .resideInAPackage(PLACEMENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, EVENT, STATE, DECIDE)
            .because("a policy maps candidates to a choice, so that the simulator and a test can ask it alone");

    @ArchTest
    static final ArchRule stateDecidesNothing = noClasses()
            .that()
            .resideInAPackage(STATE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DECIDE)
            .because("an event is a fact: whoever writes it down must not judge it again;"
                    + " placement it may ask, to keep the hosts of a pool in order");

    @ArchTest
    static final ArchRule onlyTheBrokerTiesTogether = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, FORECAST)
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT)
                    .and(not(describe("Fault", type -> type.getName().equals(ROOT + ".Fault")))))
            .because("the way is one-way: Broker calls deciders and state, nobody calls back;"
                    + " a forecast has a broker of its own");

    @ArchTest
    static final ArchRule hasNoCycles = slices().matching("io.usher.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that can be read alone can be changed alone");

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
