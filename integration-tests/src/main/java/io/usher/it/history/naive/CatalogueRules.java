package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.DeletePool;
import io.usher.core.command.DeleteResource;
import io.usher.core.command.FoundSite;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdatePool;
import io.usher.core.command.UpdateResource;
import io.usher.core.command.UpdateSite;
import io.usher.core.model.FolderId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.LogPosition;
import io.usher.core.model.PoolId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.Site;
import java.util.Map;
import java.util.Optional;

/** What administrators set up: the site, its pools and resources. */
final class CatalogueRules {

    private static final int MOST_POOLS = 1_000;
    private static final int MOST_RESOURCES = 10_000;

    private final NaiveState state;

    CatalogueRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer found(FoundSite command) {
        if (!state.siteId.isEmpty()) {
            return Refused.because(RefusalReason.SITE_EXISTS, Map.of("site", state.siteId));
        }
        state.siteId = command.id().value();
        state.siteName = command.displayName();
        state.siteSettings = command.settings();
        state.siteLevel = command.featureLevel().value();
        state.siteChanged = state.position;
        return new Done(sitePicture());
    }

    NaiveAnswer raise(RaiseFeatureLevel command) {
        if (state.siteId.isEmpty()) {
            return Refused.because(RefusalReason.SITE_NOT_FOUNDED, Map.of());
        }
        int asked = command.level().value();
        if (asked < state.siteLevel) {
            return Refused.because(
                    RefusalReason.FEATURE_LEVEL_LOWERED,
                    Map.of("level", String.valueOf(state.siteLevel), "asked", String.valueOf(asked)));
        }
        if (asked > state.siteLevel) {
            state.siteLevel = asked;
            state.siteChanged = state.position;
        }
        return new Done(sitePicture());
    }

    NaiveAnswer update(UpdateSite command) {
        if (state.siteId.isEmpty()) {
            return Refused.because(RefusalReason.SITE_NOT_FOUNDED, Map.of());
        }
        if (isOutdated(command.expected(), state.siteChanged)) {
            return outdated(command.expected(), state.siteChanged);
        }
        state.siteName = command.displayName();
        state.siteSettings = command.settings();
        state.siteChanged = state.position;
        return new Done(sitePicture());
    }

    Site sitePicture() {
        HostPolicy hosts = state.siteSettings.hosts();
        Site.Builder picture = Site.newBuilder()
                .setName("site")
                .setSiteId(state.siteId)
                .setDisplayName(state.siteName)
                .setHostLease(Pictures.span(state.siteSettings.hostLease()))
                .setLostAfter(Pictures.span(state.siteSettings.lostAfter()))
                .setReconnectMatch(Pictures.match(state.siteSettings.reconnectMatch()))
                .setUserSessionLimit(state.siteSettings.userLimit().userSessionLimit())
                .setOverUserSessionLimit(
                        Pictures.policy(state.siteSettings.userLimit().overUserSessionLimit()))
                .setHostWeight(hosts.weight().orElse(0))
                .setMaxSessionsPerHost(hosts.maxSessions().orElse(0))
                .addAllClientZones(Pictures.zones(state.siteSettings.clientZones()))
                .setFeatureLevel(state.siteLevel)
                .setEtag(state.siteChanged.toString());
        hosts.pendingLogonLimit().ifPresent(picture::setPendingLogonLimit);
        Pictures.timeouts(hosts.timeouts(), picture::setLingerTimeout, picture::setDisconnectedTimeout);
        return picture.build();
    }

    NaiveAnswer create(CreatePool command) {
        String id = command.id().value();
        if (state.pool(id).isPresent()) {
            return Refused.because(RefusalReason.POOL_EXISTS, Map.of("pool", id));
        }
        if (state.pools.size() >= MOST_POOLS) {
            return tooMany("pools", MOST_POOLS);
        }
        NaivePool pool = new NaivePool(id, command.description(), command.settings(), state.position);
        state.pools.add(pool);
        return new Done(pool.picture());
    }

    NaiveAnswer update(UpdatePool command) {
        Optional<NaivePool> found = state.pool(command.id().value());
        if (found.isEmpty()) {
            return noPool(command.id().value());
        }
        NaivePool pool = found.get();
        if (isOutdated(command.expected(), pool.changed)) {
            return outdated(command.expected(), pool.changed);
        }
        pool.description = command.description();
        pool.settings = command.settings();
        pool.changed = state.position;
        return new Done(pool.picture());
    }

    NaiveAnswer delete(DeletePool command) {
        String id = command.id().value();
        if (state.pool(id).isEmpty()) {
            return noPool(id);
        }
        long hosts = state.hosts.stream().filter(host -> host.pool.equals(id)).count();
        long resources = state.resources.stream()
                .filter(resource -> resource.pools().contains(id))
                .count();
        long schedules = state.schedules.stream()
                .filter(schedule -> schedule.settings.pool().value().equals(id))
                .count();
        if (hosts + resources + schedules > 0) {
            return Refused.because(
                    RefusalReason.POOL_IN_USE,
                    Map.of("pool", id, "hosts", hosts, "resources", resources, "schedules", schedules));
        }
        state.pools.removeIf(pool -> pool.id.equals(id));
        state.scalingWishes.remove(id);
        state.bindings.removeIf(binding -> binding.pool.equals(id));
        return new Done(Empty.getDefaultInstance());
    }

    NaiveAnswer create(CreateResource command) {
        String id = command.id().value();
        if (state.resource(id).isPresent()) {
            return Refused.because(RefusalReason.RESOURCE_EXISTS, Map.of("resource", id));
        }
        if (state.resources.size() >= MOST_RESOURCES) {
            return tooMany("resources", MOST_RESOURCES);
        }
        Optional<NaiveAnswer> bad = refuse(id, command.kind(), command.settings());
        if (bad.isPresent()) {
            return bad.get();
        }
        NaiveResource resource = new NaiveResource(id, command.kind(), command.settings(), state.position);
        state.resources.add(resource);
        return new Done(resource.picture());
    }

    NaiveAnswer update(UpdateResource command) {
        Optional<NaiveResource> found = state.resource(command.id().value());
        if (found.isEmpty()) {
            return noResource(command.id().value());
        }
        NaiveResource resource = found.get();
        if (isOutdated(command.expected(), resource.changed)) {
            return outdated(command.expected(), resource.changed);
        }
        Optional<NaiveAnswer> bad = refuse(resource.id, resource.kind, command.settings());
        if (bad.isPresent()) {
            return bad.get();
        }
        resource.settings = command.settings();
        resource.changed = state.position;
        return new Done(resource.picture());
    }

    NaiveAnswer delete(DeleteResource command) {
        String id = command.id().value();
        state.queue.removeIf(place -> place.resource().equals(id));
        return state.resources.removeIf(resource -> resource.id.equals(id))
                ? new Done(Empty.getDefaultInstance())
                : noResource(id);
    }

    static NaiveAnswer noPool(String id) {
        return Refused.because(RefusalReason.POOL_NOT_FOUND, Map.of("pool", id));
    }

    static NaiveAnswer noResource(String id) {
        return Refused.because(RefusalReason.RESOURCE_NOT_FOUND, Map.of("resource", id));
    }

    static NaiveAnswer tooMany(String kind, int bound) {
        return Refused.because(RefusalReason.TOO_MANY, Map.of("kind", kind, "bound", bound));
    }

    static boolean isOutdated(Optional<LogPosition> expected, LogPosition found) {
        return expected.isPresent() && !expected.get().equals(found);
    }

    static NaiveAnswer outdated(Optional<LogPosition> expected, LogPosition found) {
        return Refused.because(RefusalReason.ETAG_MISMATCH, Map.of("expected", expected.orElseThrow(), "found", found));
    }

    private Optional<NaiveAnswer> refuse(String id, ResourceKind kind, ResourceSettings settings) {
        if (kind == ResourceKind.APPLICATION && settings.commandLine().isEmpty()) {
            return Optional.of(Refused.because(RefusalReason.COMMAND_LINE_MISSING, Map.of("resource", id)));
        }
        for (PoolId pool : settings.pools()) {
            if (state.pool(pool.value()).isEmpty()) {
                return Optional.of(noPool(pool.value()));
            }
        }
        Optional<FolderId> folder = settings.folder();
        return folder.isPresent() && state.folder(folder.get().value()).isEmpty()
                ? Optional.of(FolderRules.noFolder(folder.get().value()))
                : Optional.empty();
    }
}
