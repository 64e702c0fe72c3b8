package io.usher.it.history.naive;

import io.usher.core.model.FolderSettings;
import io.usher.core.model.LogPosition;
import io.usher.proto.v1.Folder;
import io.usher.proto.v1.Resource;

/** A folder of resources. */
final class NaiveFolder {

    final String id;
    FolderSettings settings;
    LogPosition changed;

    NaiveFolder(String id, FolderSettings settings, LogPosition changed) {
        this.id = id;
        this.settings = settings;
        this.changed = changed;
    }

    /** As the API shows it. */
    Folder picture() {
        return Folder.newBuilder()
                .setName("folders/" + id)
                .setDisplayName(settings.displayName())
                .setParent(settings.parent().map(parent -> "folders/" + parent).orElse(""))
                .setState(Resource.State.valueOf("STATE_" + settings.state().name()))
                .setMaintenanceMessage(settings.maintenanceMessage())
                .addAllFilterRules(Pictures.rules(settings.filter()))
                .setDefaultEffect(Pictures.effect(settings.filter().otherwise()))
                .setEtag(changed.toString())
                .build();
    }
}
