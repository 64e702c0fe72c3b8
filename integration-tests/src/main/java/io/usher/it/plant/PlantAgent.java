package io.usher.it.plant;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.utility.JavaModule;

/**
 * Plants a bug in a broker under test: {@code -javaagent:usher-tools.jar=NAME}. Says on standard output when the bug is
 * in place, and halts the broker when it cannot be: a test of the checker must not pass for want of a bug.
 */
public final class PlantAgent {

    /** What a broker's log says once its bug is in place; the name of the bug follows. */
    public static final String PLANTED = "planted bug: ";

    private static final int CANNOT_PLANT = 97;

    private PlantAgent() {}

    /** Called by the JVM before the broker starts. */
    public static void premain(String argument, Instrumentation instrumentation) {
        Plant plant = Plant.named(argument);
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(new Reporter(plant))
                .type(ElementMatchers.named(plant.type()))
                .transform((builder, type, loader, module, domain) -> spoil(builder, type, plant))
                .installOn(instrumentation);
    }

    private static DynamicType.Builder<?> spoil(DynamicType.Builder<?> builder, TypeDescription type, Plant plant) {
        if (type.getDeclaredMethods()
                .filter(ElementMatchers.named(plant.method()))
                .isEmpty()) {
            throw new IllegalStateException(plant.type() + " has no method " + plant.method() + " any more");
        }
        return builder.visit(Advice.to(plant.spoiler()).on(ElementMatchers.named(plant.method())));
    }

    private static final class Reporter extends AgentBuilder.Listener.Adapter {

        private final Plant plant;

        Reporter(Plant plant) {
            this.plant = plant;
        }

        @Override
        public void onTransformation(
                TypeDescription type, ClassLoader loader, JavaModule module, boolean loaded, DynamicType dynamicType) {
            System.out.println(PLANTED + plant.argument());
        }

        @Override
        public void onError(String type, ClassLoader loader, JavaModule module, boolean loaded, Throwable throwable) {
            System.out.println("cannot plant " + plant.argument() + ": " + throwable);
            Runtime.getRuntime().halt(CANNOT_PLANT);
        }
    }
}
