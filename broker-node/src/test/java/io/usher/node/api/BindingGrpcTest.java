package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.util.Durations;
import io.grpc.Status.Code;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.Binding;
import io.usher.proto.v1.ControlHostLogonsRequest;
import io.usher.proto.v1.CreateBindingRequest;
import io.usher.proto.v1.Decision;
import io.usher.proto.v1.Dedication;
import io.usher.proto.v1.DeleteBindingRequest;
import io.usher.proto.v1.ExplainDecisionRequest;
import io.usher.proto.v1.GetBindingRequest;
import io.usher.proto.v1.ListBindingsRequest;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.UpdatePoolRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dedicated desktops over the API: bound on first use, kept for their owners, given and taken by hand. */
class BindingGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @BeforeEach
    void aPoolWhoseHostsBelongToUsers() {
        api.addHost("h2");
        dedicate(Dedication.DEDICATION_USER);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void keepsWhatThePoolSays() {
        Pool changed = dedicate(Dedication.DEDICATION_DEVICE);

        assertThat(changed.getDedicated()).isEqualTo(Dedication.DEDICATION_DEVICE);
        assertThat(changed.getBindingUnused()).isEqualTo(Durations.fromDays(30));
        assertThat(Errors.of(() -> api.pools()
                                .updatePool(UpdatePoolRequest.newBuilder()
                                        .setPool(Pool.newBuilder()
                                                .setName("pools/office")
                                                .setBindingUnused(Durations.fromSeconds(59)))
                                        .build()))
                        .fields())
                .containsExactly("pool.binding_unused");
    }

    @Test
    void bindsOnFirstUseAndLetsNobodyElseIn() {
        assertThat(assign("Anna").getHost()).isEqualTo("hosts/h1");
        assertThat(assign("ben").getHost()).isEqualTo("hosts/h2");

        Errors nobodys = Errors.of(() -> assign("cleo"));
        assertThat(nobodys.reason()).isEqualTo("NO_SEAT");
        assertThat(list(ListBindingsRequest.getDefaultInstance()))
                .extracting(Binding::getName, Binding::getUser)
                .containsExactly(tuple("bindings/h1", "anna"), tuple("bindings/h2", "ben"));
        assertThat(list(ListBindingsRequest.newBuilder().setUser("BEN").build()))
                .extracting(Binding::getHost)
                .containsExactly("hosts/h2");
        assertThat(list(ListBindingsRequest.newBuilder().setDevice("ben").build()))
                .isEmpty();
    }

    @Test
    void saysWhyOnesOwnHostCannotBeHad() {
        create(Binding.newBuilder().setUser("anna"));
        api.hosts()
                .controlHostLogons(ControlHostLogonsRequest.newBuilder()
                        .setName("hosts/h2")
                        .setLogonControl(LogonControl.LOGON_CONTROL_DRAIN)
                        .build());

        Errors refused = Errors.of(() -> assign("anna"));

        assertThat(refused.reason()).isEqualTo("BOUND_HOST_UNAVAILABLE");
        assertThat(refused.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(refused.metadata()).containsEntry("host", "h2").containsEntry("found", "DRAINING");
        Decision decision = api.decisions()
                .explainDecision(ExplainDecisionRequest.newBuilder()
                        .setName("decisions/" + refused.metadata().get("decision"))
                        .build())
                .getDecision();
        assertThat(decision.getRule()).isEqualTo(Assignment.Rule.RULE_BOUND_HOST_UNAVAILABLE);
        assertThat(decision.getCandidatesList())
                .singleElement()
                .extracting(Decision.Candidate::getVerdict)
                .isEqualTo(Decision.Verdict.VERDICT_DRAINING);
    }

    @Test
    void givesAndTakesHostsByHand() {
        Binding created = create(Binding.newBuilder().setUser("Anna"));

        assertThat(created.getUser()).isEqualTo("anna");
        assertThat(get("bindings/h2")).isEqualTo(created);
        Assignment assignment = assign("anna");
        assertThat(assignment.getHost()).isEqualTo("hosts/h2");
        assertThat(assignment.getRule()).isEqualTo(Assignment.Rule.RULE_DEDICATED);
        assertThat(Errors.of(() -> create(Binding.newBuilder().setDevice("pc-1")))
                        .reason())
                .isEqualTo("BINDING_EXISTS");
        assertThat(Errors.of(() -> create(Binding.newBuilder())).fields()).containsExactly("binding.owner");

        api.bindings()
                .deleteBinding(
                        DeleteBindingRequest.newBuilder().setName("bindings/h2").build());

        assertThat(Errors.of(() -> get("bindings/h2")).reason()).isEqualTo("BINDING_NOT_FOUND");
    }

    @Test
    void asksForTheNameOfADevice() {
        dedicate(Dedication.DEDICATION_DEVICE);

        assertThat(Errors.of(() -> assign("anna")).reason()).isEqualTo("CLIENT_NAME_MISSING");
    }

    private Pool dedicate(Dedication dedication) {
        return api.pools()
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(Pool.newBuilder()
                                .setName("pools/office")
                                .setDedicated(dedication)
                                .setBindingUnused(Durations.fromDays(30)))
                        .build())
                .getPool();
    }

    private Assignment assign(String user) {
        return api.sessions()
                .assignSession(AssignSessionRequest.newBuilder()
                        .setUser(user)
                        .setResource("resources/desk")
                        .build())
                .getAssignment();
    }

    private Binding create(Binding.Builder binding) {
        return api.bindings()
                .createBinding(CreateBindingRequest.newBuilder()
                        .setBinding(binding.setHost("hosts/h2").setPool("pools/office"))
                        .build())
                .getBinding();
    }

    private Binding get(String name) {
        return api.bindings()
                .getBinding(GetBindingRequest.newBuilder().setName(name).build())
                .getBinding();
    }

    private List<Binding> list(ListBindingsRequest request) {
        return api.bindings().listBindings(request).getBindingsList();
    }
}
