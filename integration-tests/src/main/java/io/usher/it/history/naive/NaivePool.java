package io.usher.it.history.naive;

import io.usher.core.model.LogPosition;
import io.usher.core.model.PoolSettings;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.Counter;
import io.usher.proto.v1.CounterWeights;
import io.usher.proto.v1.CustomCounter;
import io.usher.proto.v1.Dedication;
import io.usher.proto.v1.Pool;

/** A pool; the cursor is the host that round robin chose last, empty before the first. */
final class NaivePool {

    final String id;
    String description;
    PoolSettings settings;
    LogPosition changed;
    String cursor = "";

    NaivePool(String id, String description, PoolSettings settings, LogPosition changed) {
        this.id = id;
        this.description = description;
        this.settings = settings;
        this.changed = changed;
    }

    /** As the API shows it, without what follows from its hosts. */
    Pool picture() {
        Pool.Builder picture = Pool.newBuilder()
                .setName("pools/" + id)
                .setDescription(description)
                .setMethod(BalancingMethod.valueOf(
                        "BALANCING_METHOD_" + settings.method().name()))
                .setOneSessionPerUser(settings.sessions().oneSessionPerUser())
                .setUserSessionLimit(settings.sessions().userLimit().userSessionLimit())
                .setOverUserSessionLimit(
                        Pictures.policy(settings.sessions().userLimit().overUserSessionLimit()))
                .setSessionSharing(settings.sessions().sessionSharing())
                .setPrelaunchHold(Pictures.span(settings.sessions().prelaunchHold()))
                .setMinOpenHosts(settings.minOpenHosts())
                .setHostWeight(settings.hosts().weight().orElse(0))
                .setMaxSessionsPerHost(settings.hosts().maxSessions().orElse(0))
                .setTicketLifetime(Pictures.span(settings.ticketLifetime()))
                .setCounterWeights(weights(settings.counters().weights()))
                .addAllRoutes(Pictures.routes(settings.routes()))
                .setEtag(changed.toString());
        settings.sessions().reconnectMatch().map(Pictures::match).ifPresent(picture::setReconnectMatch);
        picture.setAutoscaleMinHosts(settings.autoscale().minHosts())
                .setAutoscaleMaxHosts(settings.autoscale().maxHosts())
                .setScaleUpPercent(settings.autoscale().scaleUpPercent())
                .setScaleDownPercent(settings.autoscale().scaleDownPercent())
                .setScaleHoldTime(Pictures.span(settings.autoscale().holdTime()));
        picture.setDedicated(Dedication.valueOf(
                "DEDICATION_" + settings.dedication().dedicated().name()));
        settings.dedication().bindingUnused().map(Pictures::span).ifPresent(picture::setBindingUnused);
        settings.hosts().pendingLogonLimit().ifPresent(picture::setPendingLogonLimit);
        Pictures.timeouts(settings.hosts().timeouts(), picture::setLingerTimeout, picture::setDisconnectedTimeout);
        addCounters(picture);
        return picture.build();
    }

    private void addCounters(Pool.Builder picture) {
        if (settings.counters().sessions()) {
            picture.addCounters(Counter.COUNTER_SESSIONS);
        }
        if (settings.counters().memory()) {
            picture.addCounters(Counter.COUNTER_MEMORY);
        }
        if (settings.counters().cpu()) {
            picture.addCounters(Counter.COUNTER_CPU);
        }
        settings.counters()
                .custom()
                .forEach(own -> picture.addCustomCounters(
                        CustomCounter.newBuilder().setName(own.name()).setWeight(own.weight())));
    }

    private static CounterWeights.Builder weights(io.usher.core.model.CounterWeights weights) {
        return CounterWeights.newBuilder()
                .setSessions(weights.sessionsWeight())
                .setMemory(weights.memoryWeight())
                .setCpu(weights.cpuWeight());
    }
}
