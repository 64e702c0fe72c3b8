package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.usher.proto.v1.AnswerFormat;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.Route;
import io.usher.proto.v1.UpdateHostRequest;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.UpdateResourceRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Public ways to hosts and the forms of an answer, through the API. */
class RouteGrpcTest {

    private static final Route GATEWAY = route(Route.Kind.KIND_GATEWAY, "gw.example:443");
    private static final Route DIRECT = route(Route.Kind.KIND_DIRECT, "");
    private static final Route STRAIGHT = route(Route.Kind.KIND_DIRECT, "h1.example:3389");

    private final ApiFixture api = new ApiFixture().furnish();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void goesStraightToTheHostWhereNothingIsSet() {
        Assignment assignment = assign();

        assertThat(assignment.getRoutesList()).containsExactly(STRAIGHT);
        assertThat(assignment.getEndpoint()).isEqualTo("h1.example:3389");
        assertThat(assignment.getRdpFile()).isEmpty();
        assertThat(assignment.getLoadBalanceInfo()).isEmpty();
    }

    @Test
    void goesByTheResourceThenTheHostThenItsPool() {
        api.pools()
                .updatePool(UpdatePoolRequest.newBuilder()
                        .setPool(Pool.newBuilder()
                                .setName("pools/office")
                                .addRoutes(DIRECT)
                                .addRoutes(GATEWAY))
                        .build());
        assertThat(assign().getRoutesList()).containsExactly(STRAIGHT, GATEWAY);

        Route own = route(Route.Kind.KIND_DIRECT, "public.example:4001");
        api.hosts()
                .updateHost(UpdateHostRequest.newBuilder()
                        .setHost(Host.newBuilder().setName("hosts/h1").addRoutes(own))
                        .build());
        assertThat(assign().getRoutesList()).containsExactly(own);

        setRoutes(GATEWAY, DIRECT);
        assertThat(assign().getRoutesList()).containsExactly(GATEWAY, STRAIGHT);

        setRoutes();
        assertThat(assign().getRoutesList()).containsExactly(own);
    }

    @Test
    void keepsOutRoutesThatLeadNowhere() {
        assertThat(Errors.of(() -> setRoutes(route(Route.Kind.KIND_GATEWAY, "")))
                        .fields())
                .containsExactly("resource.routes");
        assertThat(Errors.of(() -> setRoutes(route(Route.Kind.KIND_DIRECT, "h1")))
                        .fields())
                .containsExactly("resource.routes");
        assertThat(Errors.of(() -> setRoutes(GATEWAY, GATEWAY)).fields()).containsExactly("resource.routes");
    }

    @Test
    void writesAFileForRemoteDesktopClients() {
        setRoutes(GATEWAY, DIRECT);

        Assignment assignment = assign(AnswerFormat.ANSWER_FORMAT_RDP_FILE);

        assertThat(assignment.getRdpFile())
                .isEqualTo("full address:s:gw.example:443\r\n"
                        + "alternate full address:s:h1.example:3389\r\n"
                        + "username:s:alice\r\n"
                        + "loadbalanceinfo:s:" + assignment.getTicket() + "\r\n");
    }

    @Test
    void startsTheApplicationInItsFile() {
        api.resources()
                .createResource(CreateResourceRequest.newBuilder()
                        .setResourceId("writer")
                        .setResource(Resource.newBuilder()
                                .setKind(Resource.Kind.KIND_APPLICATION)
                                .setCommandLine("/usr/bin/writer --new")
                                .addPools("pools/office"))
                        .build());

        Assignment assignment = api.sessions()
                .assignSession(request()
                        .setResource("resources/writer")
                        .addFormats(AnswerFormat.ANSWER_FORMAT_RDP_FILE)
                        .build())
                .getAssignment();

        assertThat(assignment.getRdpFile()).endsWith("alternate shell:s:/usr/bin/writer --new\r\n");
    }

    @Test
    void givesTheSameRequestAnotherForm() {
        AssignSessionRequest.Builder request = request().setRequestId("r1");
        Assignment plain = api.sessions().assignSession(request.build()).getAssignment();

        Assignment formed = api.sessions()
                .assignSession(request.addFormats(AnswerFormat.ANSWER_FORMAT_LOAD_BALANCE_INFO)
                        .build())
                .getAssignment();

        assertThat(formed.getFence()).isEqualTo(plain.getFence());
        assertThat(formed.getLoadBalanceInfo()).isEqualTo(plain.getTicket());
    }

    @Test
    void keepsOutAFormThatItDoesNotKnow() {
        assertThat(Errors.of(() -> assign(AnswerFormat.ANSWER_FORMAT_UNSPECIFIED))
                        .fields())
                .containsExactly("formats");
    }

    private Assignment assign(AnswerFormat... formats) {
        AssignSessionRequest.Builder request = request();
        for (AnswerFormat format : formats) {
            request.addFormats(format);
        }
        return api.sessions().assignSession(request.build()).getAssignment();
    }

    private static AssignSessionRequest.Builder request() {
        return AssignSessionRequest.newBuilder().setUser("alice").setResource("resources/desk");
    }

    private void setRoutes(Route... routes) {
        Resource.Builder resource = Resource.newBuilder().setName("resources/desk");
        for (Route route : routes) {
            resource.addRoutes(route);
        }
        api.resources()
                .updateResource(UpdateResourceRequest.newBuilder()
                        .setResource(resource)
                        .setUpdateMask(FieldMask.newBuilder().addPaths("routes"))
                        .build());
    }

    private static Route route(Route.Kind kind, String endpoint) {
        return Route.newBuilder().setKind(kind).setEndpoint(endpoint).build();
    }
}
