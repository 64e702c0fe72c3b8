package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.ClientZone;
import io.usher.proto.v1.Decision;
import io.usher.proto.v1.ExplainDecisionRequest;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.Label;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.Site;
import io.usher.proto.v1.UpdateHostRequest;
import io.usher.proto.v1.UpdateResourceRequest;
import io.usher.proto.v1.UpdateSiteRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels and zones over the API: what may serve, what should, and how a decision tells of it. */
class LabelGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @BeforeEach
    void twoHostsInTwoZones() {
        api.addHost("h2");
        update(Host.newBuilder().setName("hosts/h1").addLabels(label("zone", "east")));
        update(Host.newBuilder()
                .setName("hosts/h2")
                .addLabels(label("zone", "west"))
                .addLabels(label("gpu", "yes")));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void servesOnlyFromHostsThatCarryWhatIsRequired() {
        Resource changed = update(Resource.newBuilder().addRequiredLabels(label("gpu", "yes")));

        assertThat(changed.getRequiredLabelsList()).containsExactly(label("gpu", "yes"));
        Assignment assignment = assign("anna", "");
        assertThat(assignment.getHost()).isEqualTo("hosts/h2");
        assertThat(explain(assignment.getDecision()).getLabelsList()).containsExactly(label("gpu", "yes"));

        update(Host.newBuilder().setName("hosts/h2").setLogonControl(LogonControl.LOGON_CONTROL_DRAIN));
        Errors refused = Errors.of(() -> assign("ben", ""));

        assertThat(refused.reason()).isEqualTo("NO_SEAT");
        assertThat(refused.metadata()).containsEntry("unsuitable", "1").containsEntry("draining", "1");
    }

    @Test
    void prefersTheZoneOfTheClientAndTurnsNobodyAway() {
        Site site = api.site()
                .updateSite(UpdateSiteRequest.newBuilder()
                        .setSite(Site.newBuilder()
                                .setName("site")
                                .addClientZones(ClientZone.newBuilder()
                                        .setNetwork("10.2.0.0/16")
                                        .setZone("west")))
                        .build())
                .getSite();
        update(Resource.newBuilder().addPreferredLabels(label("zone", "east")).setPreferClientZone(true));

        assertThat(site.getClientZonesList()).hasSize(1);
        assertThat(assign("anna", "10.2.3.4").getHost()).isEqualTo("hosts/h2");
        assertThat(assign("ben", "192.0.2.1").getHost()).isEqualTo("hosts/h1");
        update(Host.newBuilder().setName("hosts/h2").setLogonControl(LogonControl.LOGON_CONTROL_DRAIN));
        assertThat(assign("cleo", "10.2.3.5").getHost()).isEqualTo("hosts/h1");
    }

    @Test
    void saysWhatIsWrongWithALabel() {
        assertThat(Errors.of(() -> update(Host.newBuilder()
                                .setName("hosts/h1")
                                .addLabels(label("zone", "a"))
                                .addLabels(label("zone", "b"))))
                        .fields())
                .containsExactly("host.labels");
        assertThat(Errors.of(() -> update(Resource.newBuilder()
                                .addRequiredLabels(label("Zone", "a"))
                                .addPreferredLabels(label("zone", ""))))
                        .fields())
                .containsExactlyInAnyOrder("resource.required_labels", "resource.preferred_labels");
        assertThat(Errors.of(() -> api.site()
                                .updateSite(UpdateSiteRequest.newBuilder()
                                        .setSite(Site.newBuilder()
                                                .setName("site")
                                                .addClientZones(ClientZone.newBuilder()
                                                        .setNetwork("10.1.2.3/8")
                                                        .setZone("east")))
                                        .build()))
                        .fields())
                .containsExactly("site.client_zones");
    }

    private static Label label(String key, String value) {
        return Label.newBuilder().setKey(key).setValue(value).build();
    }

    private void update(Host.Builder host) {
        api.hosts().updateHost(UpdateHostRequest.newBuilder().setHost(host).build());
    }

    private Resource update(Resource.Builder resource) {
        return api.resources()
                .updateResource(UpdateResourceRequest.newBuilder()
                        .setResource(resource.setName("resources/desk"))
                        .build())
                .getResource();
    }

    private Assignment assign(String user, String address) {
        return api.sessions()
                .assignSession(AssignSessionRequest.newBuilder()
                        .setUser(user)
                        .setResource("resources/desk")
                        .setClientAddress(address)
                        .build())
                .getAssignment();
    }

    private Decision explain(String name) {
        return api.decisions()
                .explainDecision(
                        ExplainDecisionRequest.newBuilder().setName(name).build())
                .getDecision();
    }
}
