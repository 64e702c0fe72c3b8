package io.usher.node.cli;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.usher.node.cli.client.BrokerClient;
import io.usher.proto.v1.Folder;
import io.usher.proto.v1.FolderServiceGrpc;
import io.usher.proto.v1.GetSiteRequest;
import io.usher.proto.v1.ListFoldersRequest;
import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.ListResourcesRequest;
import io.usher.proto.v1.ListRoleGrantsRequest;
import io.usher.proto.v1.ListSchedulesRequest;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.ReadConsistency;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.RoleServiceGrpc;
import io.usher.proto.v1.ScheduleServiceGrpc;
import io.usher.proto.v1.SettingsExport;
import io.usher.proto.v1.Site;
import io.usher.proto.v1.SiteServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the settings of a site over its API. */
final class SettingsOfSite {
    private static final ReadConsistency LATEST = ReadConsistency.READ_CONSISTENCY_LINEARIZABLE;

    private final BrokerClient broker;

    private SettingsOfSite(BrokerClient broker) {
        this.broker = broker;
    }

    /** All settings with their etags, one kind after the other: what changes meanwhile is there or not. */
    static SettingsExport read(BrokerClient broker) {
        SettingsOfSite site = new SettingsOfSite(broker);
        return SettingsExport.newBuilder()
                .setSite(broker.call(
                                SiteServiceGrpc.getGetSiteMethod(),
                                GetSiteRequest.newBuilder()
                                        .setConsistency(LATEST)
                                        .build())
                        .getSite())
                .addAllFolders(outermostFirst(
                        site.all(FolderServiceGrpc.getListFoldersMethod(), ListFoldersRequest.getDefaultInstance())
                                .getFoldersList()))
                .addAllPools(site.all(PoolServiceGrpc.getListPoolsMethod(), ListPoolsRequest.getDefaultInstance())
                        .getPoolsList())
                .addAllResources(site.all(
                                ResourceServiceGrpc.getListResourcesMethod(), ListResourcesRequest.getDefaultInstance())
                        .getResourcesList())
                .addAllSchedules(site.all(
                                ScheduleServiceGrpc.getListSchedulesMethod(), ListSchedulesRequest.getDefaultInstance())
                        .getSchedulesList())
                .addAllRoleGrants(
                        site.all(RoleServiceGrpc.getListRoleGrantsMethod(), ListRoleGrantsRequest.getDefaultInstance())
                                .getGrantsList())
                .build();
    }

    private <Q extends Message, A extends Message> A all(MethodDescriptor<Q, A> method, Q request) {
        return new Pages().read(broker, method, request);
    }

    private static List<Folder> outermostFirst(List<Folder> folders) {
        List<Folder> left = new ArrayList<>(folders);
        List<Folder> sorted = new ArrayList<>();
        Set<String> there = new TreeSet<>(Set.of(""));
        while (!left.isEmpty()) {
            List<Folder> next = left.stream()
                    .filter(folder -> there.contains(folder.getParent()))
                    .toList();
            if (next.isEmpty()) {
                // One was moved between two pages; the site says what is wrong with those that are left.
                sorted.addAll(left);
                return sorted;
            }
            sorted.addAll(next);
            next.forEach(folder -> there.add(folder.getName()));
            left.removeAll(next);
        }
        return sorted;
    }

    /** The same without what belongs to the one site alone. */
    static SettingsExport portable(SettingsExport settings) {
        SettingsExport.Builder portable = SettingsExport.newBuilder().setSite(plain(settings.getSite()));
        settings.getFoldersList().forEach(folder -> portable.addFolders(plain(folder)));
        settings.getPoolsList().forEach(pool -> portable.addPools(plain(pool)));
        settings.getResourcesList().forEach(resource -> portable.addResources(plain(resource)));
        settings.getSchedulesList().forEach(schedule -> portable.addSchedules(plain(schedule)));
        settings.getRoleGrantsList()
                .forEach(grant ->
                        portable.addRoleGrants(grant.toBuilder().clearRevision().build()));
        return portable.build();
    }

    /** An object without its etag, what the broker counts, and what tells one site from the other. */
    static <M extends Message> M plain(M object) {
        Message.Builder plain = object.toBuilder();
        object.getDescriptorForType().getFields().stream()
                .filter(SettingsOfSite::isOwn)
                .forEach(plain::clearField);
        @SuppressWarnings("unchecked") // A builder builds the type that made it.
        M built = (M) plain.build();
        return built;
    }

    /** Whether a field is not set by administrators, or tells one site from the other. */
    static boolean isOwn(FieldDescriptor field) {
        boolean isTold = field.getOptions()
                .getExtension(FieldBehaviorProto.fieldBehavior)
                .contains(FieldBehavior.OUTPUT_ONLY);
        boolean isNameOfSite = field.getContainingType().equals(Site.getDescriptor())
                && field.getNumber() == Site.DISPLAY_NAME_FIELD_NUMBER;
        return isTold || isNameOfSite || field.getName().equals("etag");
    }

    /** The fields in which two objects differ. */
    static List<String> differences(Message one, Message other) {
        return one.getDescriptorForType().getFields().stream()
                .filter(field -> !(field.isRepeated()
                        ? one.getField(field).equals(other.getField(field))
                        : one.hasField(field) == other.hasField(field)
                                && one.getField(field).equals(other.getField(field))))
                .map(FieldDescriptor::getName)
                .toList();
    }
}
