package io.usher.it.history.naive;

import io.usher.core.model.LogPosition;
import io.usher.core.model.PoolId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.proto.v1.Resource;
import java.util.List;

/** A published resource. */
final class NaiveResource {

    final String id;
    final ResourceKind kind;
    ResourceSettings settings;
    LogPosition changed;

    NaiveResource(String id, ResourceKind kind, ResourceSettings settings, LogPosition changed) {
        this.id = id;
        this.kind = kind;
        this.settings = settings;
        this.changed = changed;
    }

    List<String> pools() {
        return settings.pools().stream().map(PoolId::value).toList();
    }

    /** Whether the host carries all that is required. */
    boolean maybeServedBy(NaiveHost host) {
        return settings.labels().requiredLabels().stream()
                .allMatch(label -> host.settings.labels().contains(label));
    }

    /** As the API shows it. */
    Resource picture() {
        return Resource.newBuilder()
                .setName("resources/" + id)
                .setKind(Resource.Kind.valueOf("KIND_" + kind.name()))
                .setDisplayName(settings.displayName())
                .setState(Resource.State.valueOf("STATE_" + settings.state().name()))
                .setMaintenanceMessage(settings.maintenanceMessage())
                .addAllPools(pools().stream().map(pool -> "pools/" + pool).toList())
                .setCommandLine(settings.commandLine())
                .setConcurrentUserLimit(settings.limit().concurrentUserLimit())
                .setOverConcurrentUserLimit(Pictures.policy(settings.limit().overConcurrentUserLimit()))
                .setFolder(settings.folder().map(id -> "folders/" + id).orElse(""))
                .addAllFilterRules(Pictures.rules(settings.filter()))
                .setDefaultEffect(Pictures.effect(settings.filter().otherwise()))
                .addAllRoutes(Pictures.routes(settings.routes()))
                .addAllRequiredLabels(Pictures.labels(settings.labels().requiredLabels()))
                .addAllPreferredLabels(Pictures.labels(settings.labels().preferredLabels()))
                .setPreferClientZone(settings.labels().preferClientZone())
                .setEtag(changed.toString())
                .build();
    }
}
