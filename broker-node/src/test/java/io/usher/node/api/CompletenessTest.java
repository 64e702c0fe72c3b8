package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.reflect.ClassPath;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every call of the API has its line in the table of access: a new one is refused until somebody thought of it. */
class CompletenessTest {

    @Test
    void everyCallHasALineInTheTableOfAccessAndNoLineIsOfNoCall() throws ReflectiveOperationException, IOException {
        Set<String> methods = services().stream()
                .flatMap(service -> service.getMethods().stream())
                .map(MethodDescriptor::getFullMethodName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(methods).hasSizeGreaterThan(60);
        assertThat(AccessTable.methods()).containsExactlyInAnyOrderElementsOf(methods);
    }

    /** From the generated class files themselves, so that a new service cannot be forgotten here. */
    static List<ServiceDescriptor> services() throws ReflectiveOperationException, IOException {
        List<ServiceDescriptor> services = new ArrayList<>(
                List.of(HealthGrpc.getServiceDescriptor(), ServerReflectionGrpc.getServiceDescriptor()));
        for (ClassPath.ClassInfo type :
                ClassPath.from(CompletenessTest.class.getClassLoader()).getTopLevelClasses("io.usher.proto.v1")) {
            if (type.getSimpleName().endsWith("ServiceGrpc")) {
                services.add((ServiceDescriptor)
                        type.load().getMethod("getServiceDescriptor").invoke(type));
            }
        }
        return services;
    }
}
