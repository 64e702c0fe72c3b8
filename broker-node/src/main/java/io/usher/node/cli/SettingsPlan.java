package io.usher.node.cli;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.RoleView;
import io.usher.node.cli.output.Wording;
import io.usher.proto.v1.CreateFolderRequest;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.CreateScheduleRequest;
import io.usher.proto.v1.Folder;
import io.usher.proto.v1.FolderServiceGrpc;
import io.usher.proto.v1.GrantRoleRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.RoleGrant;
import io.usher.proto.v1.RoleServiceGrpc;
import io.usher.proto.v1.Schedule;
import io.usher.proto.v1.ScheduleServiceGrpc;
import io.usher.proto.v1.SettingsChange;
import io.usher.proto.v1.SettingsChange.Change;
import io.usher.proto.v1.SettingsExport;
import io.usher.proto.v1.Site;
import io.usher.proto.v1.SiteServiceGrpc;
import io.usher.proto.v1.UpdateFolderRequest;
import io.usher.proto.v1.UpdatePoolRequest;
import io.usher.proto.v1.UpdateResourceRequest;
import io.usher.proto.v1.UpdateScheduleRequest;
import io.usher.proto.v1.UpdateSiteRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What has to be done so that one site has the settings of another one, in an order in which it can be done. */
final class SettingsPlan {
    private static final FieldMask ALL = FieldMask.newBuilder().addPaths("*").build();

    private final List<Step> steps = new ArrayList<>();
    private final long nowMillis;

    private SettingsPlan(Instant now) {
        this.nowMillis = now.toEpochMilli();
    }

    /**
     * One object.
     *
     * @param write the call that does it, under a request id; empty where nothing is done
     */
    record Step(SettingsChange change, Optional<BiConsumer<BrokerClient, String>> write) {}

    /**
     * How objects of one kind are written.
     *
     * @param name of the object
     * @param create the call that makes one, under a request id
     * @param update the call that replaces one, given with the etag to expect
     */
    private record Kind<M extends Message>(
            Function<M, String> name,
            Function<M, BiConsumer<BrokerClient, String>> create,
            Function<M, BiConsumer<BrokerClient, String>> update) {}

    /**
     * Compares two sites.
     *
     * @param from settings of the one to copy
     * @param to settings of the other one as they are, with etags
     */
    static List<Step> of(SettingsExport from, SettingsExport to, Instant now) {
        SettingsPlan plan = new SettingsPlan(now);
        plan.compare(List.of(from.getSite()), List.of(to.getSite()), sites());
        plan.compare(from.getFoldersList(), to.getFoldersList(), folders());
        plan.compare(from.getPoolsList(), to.getPoolsList(), pools());
        plan.compare(from.getResourcesList(), to.getResourcesList(), resources());
        plan.compare(from.getSchedulesList(), to.getSchedulesList(), schedules());
        plan.compare(from.getRoleGrantsList(), to.getRoleGrantsList(), roles());
        return List.copyOf(plan.steps);
    }

    private <M extends Message> void compare(List<M> from, List<M> to, Kind<M> kind) {
        Map<String, M> there = new LinkedHashMap<>();
        to.forEach(object -> there.put(kind.name().apply(object), object));
        for (M object : from) {
            Optional<M> present = Optional.ofNullable(there.remove(kind.name().apply(object)));
            steps.add(step(SettingsOfSite.plain(object), present, kind));
        }
        there.keySet().forEach(name -> steps.add(nothing(name, Change.CHANGE_KEPT, "")));
    }

    private <M extends Message> Step step(M object, Optional<M> present, Kind<M> kind) {
        String name = kind.name().apply(object);
        List<String> fields = present.map(SettingsOfSite::plain)
                .map(plain -> SettingsOfSite.differences(object, plain))
                .orElse(List.of());
        boolean isGrant = object instanceof RoleGrant;
        if (present.isPresent() && (fields.isEmpty() || isGrant)) {
            return nothing(name, Change.CHANGE_UNCHANGED, "");
        }
        if (object instanceof Schedule schedule && isOver(schedule)) {
            return nothing(name, Change.CHANGE_LEFT_OUT, "it starts in the past");
        }
        if (object instanceof Resource && fields.contains("kind")) {
            return nothing(name, Change.CHANGE_CONFLICT, "a desktop cannot become an application, nor the other way");
        }
        if (present.isEmpty()) {
            return new Step(
                    change(name, Change.CHANGE_CREATE).build(),
                    Optional.of(kind.create().apply(object)));
        }
        return new Step(
                change(name, Change.CHANGE_UPDATE).addAllFields(fields).build(),
                Optional.of(kind.update().apply(withEtag(object, present.get()))));
    }

    private boolean isOver(Schedule schedule) {
        return schedule.hasStartTime() && Timestamps.toMillis(schedule.getStartTime()) <= nowMillis;
    }

    private static <M extends Message> M withEtag(M object, M present) {
        var field = object.getDescriptorForType().findFieldByName("etag");
        @SuppressWarnings("unchecked") // A builder builds the type that made it.
        M with = (M) object.toBuilder().setField(field, present.getField(field)).build();
        return with;
    }

    private static Step nothing(String name, Change change, String note) {
        return new Step(change(name, change).setNote(note).build(), Optional.empty());
    }

    private static SettingsChange.Builder change(String name, Change change) {
        return SettingsChange.newBuilder().setObject(name).setChange(change);
    }

    private static Kind<Site> sites() {
        // Not the display name: it tells this site from the other one.
        return new Kind<>(
                Site::getName,
                site -> (broker, id) -> {
                    throw new IllegalStateException("every site has settings");
                },
                site -> (broker, id) -> broker.call(
                        SiteServiceGrpc.getUpdateSiteMethod(),
                        UpdateSiteRequest.newBuilder()
                                .setSite(site)
                                .setUpdateMask(settable(site))
                                .setRequestId(id)
                                .build()));
    }

    /** A site of a later version may have fields that the other one cannot change; it says which. */
    private static FieldMask settable(Site site) {
        FieldMask.Builder mask = FieldMask.newBuilder();
        site.getDescriptorForType().getFields().stream()
                .filter(field -> !SettingsOfSite.isOwn(field) && field.getNumber() != Site.NAME_FIELD_NUMBER)
                .forEach(field -> mask.addPaths(field.getName()));
        return mask.build();
    }

    private static Kind<Folder> folders() {
        return new Kind<>(
                Folder::getName,
                folder -> (broker, id) -> broker.call(
                        FolderServiceGrpc.getCreateFolderMethod(),
                        CreateFolderRequest.newBuilder()
                                .setFolderId(Wording.id(folder.getName()))
                                .setFolder(folder)
                                .setRequestId(id)
                                .build()),
                folder -> (broker, id) -> broker.call(
                        FolderServiceGrpc.getUpdateFolderMethod(),
                        UpdateFolderRequest.newBuilder()
                                .setFolder(folder)
                                .setUpdateMask(ALL)
                                .setRequestId(id)
                                .build()));
    }

    private static Kind<Pool> pools() {
        return new Kind<>(
                Pool::getName,
                pool -> (broker, id) -> broker.call(
                        PoolServiceGrpc.getCreatePoolMethod(),
                        CreatePoolRequest.newBuilder()
                                .setPoolId(Wording.id(pool.getName()))
                                .setPool(pool)
                                .setRequestId(id)
                                .build()),
                pool -> (broker, id) -> broker.call(
                        PoolServiceGrpc.getUpdatePoolMethod(),
                        UpdatePoolRequest.newBuilder()
                                .setPool(pool)
                                .setUpdateMask(ALL)
                                .setRequestId(id)
                                .build()));
    }

    private static Kind<Resource> resources() {
        return new Kind<>(
                Resource::getName,
                resource -> (broker, id) -> broker.call(
                        ResourceServiceGrpc.getCreateResourceMethod(),
                        CreateResourceRequest.newBuilder()
                                .setResourceId(Wording.id(resource.getName()))
                                .setResource(resource)
                                .setRequestId(id)
                                .build()),
                resource -> (broker, id) -> broker.call(
                        ResourceServiceGrpc.getUpdateResourceMethod(),
                        UpdateResourceRequest.newBuilder()
                                .setResource(resource)
                                .setUpdateMask(ALL)
                                .setRequestId(id)
                                .build()));
    }

    private static Kind<Schedule> schedules() {
        return new Kind<>(
                Schedule::getName,
                schedule -> (broker, id) -> broker.call(
                        ScheduleServiceGrpc.getCreateScheduleMethod(),
                        CreateScheduleRequest.newBuilder()
                                .setScheduleId(Wording.id(schedule.getName()))
                                .setSchedule(schedule)
                                .setRequestId(id)
                                .build()),
                schedule -> (broker, id) -> broker.call(
                        ScheduleServiceGrpc.getUpdateScheduleMethod(),
                        UpdateScheduleRequest.newBuilder()
                                .setSchedule(schedule)
                                .setUpdateMask(ALL)
                                .setRequestId(id)
                                .build()));
    }

    /** Roles are only ever granted: whoever has one in the other site keeps it there. */
    private static Kind<RoleGrant> roles() {
        Function<RoleGrant, BiConsumer<BrokerClient, String>> grant = line -> (broker, id) -> broker.call(
                RoleServiceGrpc.getGrantRoleMethod(),
                GrantRoleRequest.newBuilder()
                        .setIdentity(line.getIdentity())
                        .setRole(line.getRole())
                        .setRequestId(id)
                        .build());
        return new Kind<>(line -> "roles/" + RoleView.word(line.getRole()) + " " + line.getIdentity(), grant, grant);
    }
}
