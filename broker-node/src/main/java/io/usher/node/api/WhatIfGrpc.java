package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Refusal;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.command.RefusalReason;
import io.usher.core.forecast.Forecast;
import io.usher.core.forecast.Foreseen;
import io.usher.core.forecast.Question;
import io.usher.core.state.BrokerView;
import io.usher.core.state.StateImage;
import io.usher.node.api.mapping.DecisionMapping;
import io.usher.node.api.mapping.SessionMapping;
import io.usher.node.api.mapping.WhatIfMapping;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.ErrorReason;
import io.usher.proto.v1.ForecastRequest;
import io.usher.proto.v1.ForecastResponse;
import io.usher.proto.v1.ForecastResponse.GrantCount;
import io.usher.proto.v1.ForecastResponse.RefusalCount;
import io.usher.proto.v1.WhatIfServiceGrpc;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What would happen, over gRPC. A forecast needs a copy of the state and time to play it through, so it runs apart. */
public final class WhatIfGrpc extends WhatIfServiceGrpc.WhatIfServiceImplBase implements AutoCloseable {

    /** A copy of more would take memory that the broker itself may need. */
    private static final int MOST_SESSIONS = 250_000;

    private static final int MOST_WAITING = 4;

    private final Calls calls;
    private final ThreadPoolExecutor thread;

    public WhatIfGrpc(Calls calls) {
        this.calls = calls;
        this.thread = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), WhatIfGrpc::thread);
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "forecast");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void forecast(ForecastRequest request, StreamObserver<ForecastResponse> observer) {
        calls.answer(observer, call -> {
            Question question = WhatIfMapping.toQuestion(request, ClientAddress.current());
            return call.read(request.getConsistency(), WhatIfGrpc::copy)
                    .thenCompose(copied -> foresee(copied, question)
                            .thenApply(foreseen -> toProto(foreseen)
                                    .setHeader(call.header(copied))
                                    .build()));
        });
    }

    private static StateImage copy(BrokerView view) {
        if (view.sessions().size() > MOST_SESSIONS) {
            throw ApiException.of(
                    Refusal.of(RefusalReason.TOO_MANY, "kind", "sessions for a forecast", "bound", MOST_SESSIONS));
        }
        return view.image();
    }

    private CompletionStage<Foreseen> foresee(ReadResult<StateImage> copied, Question question) {
        try {
            return CompletableFuture.supplyAsync(() -> Forecast.of(copied.value(), question), thread)
                    .thenApply(WhatIfGrpc::possible);
        } catch (RejectedExecutionException e) {
            throw ApiException.of(
                    ErrorReason.ERROR_REASON_OVERLOADED, new Detail("detail", MOST_WAITING + " forecasts wait"));
        }
    }

    private static Foreseen possible(Forecast.Result result) {
        if (result instanceof Forecast.Impossible impossible) {
            throw ApiException.of(impossible.refusal());
        }
        return (Foreseen) result;
    }

    private static ForecastResponse.Builder toProto(Foreseen foreseen) {
        ForecastResponse.Builder response = ForecastResponse.newBuilder();
        foreseen.hosts().forEach(host -> response.addHosts(WhatIfMapping.toProto(host)));
        foreseen.granted()
                .forEach((rule, logons) -> response.addGranted(GrantCount.newBuilder()
                        .setRule(SessionMapping.toProto(rule))
                        .setLogons(logons)));
        foreseen.refused()
                .forEach((reason, logons) -> response.addRefused(RefusalCount.newBuilder()
                        .setReason(StatusMapping.reason(reason))
                        .setLogons(logons)));
        foreseen.decision().map(DecisionMapping::toProto).ifPresent(response::setDecision);
        return response;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
