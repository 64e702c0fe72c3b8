package io.usher.node.api.mapping;

import io.usher.core.command.AssignSession;
import io.usher.core.forecast.HostForecast;
import io.usher.core.forecast.Logons;
import io.usher.core.forecast.Question;
import io.usher.core.forecast.Supposition;
import io.usher.core.model.Host;
import io.usher.proto.v1.ForecastRequest;
import io.usher.proto.v1.ForecastResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Questions of what would happen, and hosts in their answers. */
public final class WhatIfMapping {

    private WhatIfMapping() {}

    /**
     * Reads a question; throws {@link InvalidFieldsException}.
     *
     * @param connection address of the client as the connection shows it
     */
    public static Question toQuestion(ForecastRequest request, String connection) {
        FieldChecks checks = new FieldChecks();
        List<Supplier<Supposition>> suppositions = new ArrayList<>();
        for (int i = 0; i < Math.min(request.getSuppositionsCount(), Question.MOST_SUPPOSITIONS); i++) {
            suppositions.add(supposition(checks, "suppositions[" + i + "]", request.getSuppositions(i)));
        }
        Optional<Logons> logons = logons(checks, request, connection);
        if (request.getSuppositionsCount() > Question.MOST_SUPPOSITIONS) {
            checks.violate(
                    "suppositions",
                    "must be at most " + Question.MOST_SUPPOSITIONS + ", found " + request.getSuppositionsCount());
        }
        return checks.result(() ->
                new Question(suppositions.stream().map(Supplier::get).toList(), request.getUsersReturn(), logons));
    }

    private static Supplier<Supposition> supposition(
            FieldChecks checks, String field, io.usher.proto.v1.Supposition supposition) {
        return switch (supposition.getKindCase()) {
            case LOST_HOST ->
                checks.check(
                        field + ".lost_host", () -> new Supposition.HostLost(Names.host(supposition.getLostHost())));
            case LOGON_CONTROL_CHANGE -> {
                var change = supposition.getLogonControlChange();
                yield checks.check(
                        field + ".logon_control_change",
                        () -> new Supposition.LogonsControlled(
                                Names.host(change.getHost()), HostMapping.toCore(change.getLogonControl())));
            }
            case METHOD_CHANGE -> {
                var change = supposition.getMethodChange();
                yield checks.check(
                        field + ".method_change",
                        () -> new Supposition.MethodChanged(
                                Names.pool(change.getPool()), PoolMapping.toCore(change.getMethod())));
            }
            case KIND_NOT_SET ->
                checks.check(field, () -> {
                    throw new IllegalArgumentException("must say what is supposed, found nothing");
                });
        };
    }

    private static Optional<Logons> logons(FieldChecks checks, ForecastRequest request, String connection) {
        if (!request.hasLogon()) {
            if (request.getLogonCount() != 0) {
                checks.violate("logon_count", "needs a logon to count, found " + request.getLogonCount());
            }
            return Optional.empty();
        }
        AssignSession example = SessionMapping.toCommand(request.getLogon(), connection);
        int count = request.getLogonCount() == 0 ? 1 : request.getLogonCount();
        Supplier<Logons> logons = checks.check("logon_count", () -> new Logons(example, count));
        return checks.passed() ? Optional.of(logons.get()) : Optional.empty();
    }

    /** One host before and after. */
    public static ForecastResponse.HostForecast toProto(HostForecast forecast) {
        Host after = forecast.after();
        return ForecastResponse.HostForecast.newBuilder()
                .setHost(Names.of(after.id()))
                .setPool(Names.of(after.pool()))
                .setSeats(forecast.seats())
                .setTakenBefore(forecast.takenBefore())
                .setTakenAfter(forecast.takenAfter())
                .setState(HostMapping.toProto(after.status().state()))
                .setLogonControl(HostMapping.toProto(after.settings().logonControl()))
                .build();
    }
}
