package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.AssignSession;
import io.usher.core.model.Host;
import io.usher.core.model.Resource;
import io.usher.core.model.Route;
import java.util.ArrayList;
import java.util.List;

/** An assignment tells the routes of the resource, else of the host, else of its pool, with no endpoint left open. */
final class RoutesAreTheNearest implements Invariant {

    @Override
    public void check(Transition t) {
        if (t.asked().isEmpty() || t.granted().isEmpty()) {
            return;
        }
        AssignSession command = t.asked().get();
        Resource resource = t.before().resources().stream()
                .filter(found -> found.id().equals(command.resource()))
                .findFirst()
                .orElseThrow();
        Host host = Transition.host(t.before(), t.granted().get().host()).orElseThrow();
        List<Route> expected = resource.settings().routes();
        if (expected.isEmpty()) {
            expected = host.settings().routes();
        }
        if (expected.isEmpty()) {
            expected = Recount.pool(t.before(), host.pool()).settings().routes();
        }
        List<String> endpoints = new ArrayList<>();
        for (Route route : expected) {
            String endpoint = route.endpoint().isEmpty() ? host.registration().endpoint() : route.endpoint();
            if (!endpoints.contains(route.kind() + " " + endpoint)) {
                endpoints.add(route.kind() + " " + endpoint);
            }
        }
        assertThat(t.granted().get().routes())
                .extracting(route -> route.kind() + " " + route.endpoint())
                .containsExactlyElementsOf(endpoints);
    }
}
