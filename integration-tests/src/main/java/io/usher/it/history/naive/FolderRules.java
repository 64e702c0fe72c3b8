package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdateFolder;
import io.usher.core.model.FolderSettings;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folders: a tree, eight deep at most. */
final class FolderRules {

    private static final int MOST_FOLDERS = 1_000;
    private static final int DEEPEST = 8;

    private final NaiveState state;

    FolderRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer create(CreateFolder command) {
        String id = command.id().value();
        if (state.folder(id).isPresent()) {
            return Refused.because(RefusalReason.FOLDER_EXISTS, Map.of("folder", id));
        }
        if (state.folders.size() >= MOST_FOLDERS) {
            return CatalogueRules.tooMany("folders", MOST_FOLDERS);
        }
        Optional<NaiveAnswer> bad = misplaced(id, command.settings());
        if (bad.isPresent()) {
            return bad.get();
        }
        NaiveFolder folder = new NaiveFolder(id, command.settings(), state.position);
        state.folders.add(folder);
        return new Done(folder.picture());
    }

    NaiveAnswer update(UpdateFolder command) {
        Optional<NaiveFolder> found = state.folder(command.id().value());
        if (found.isEmpty()) {
            return noFolder(command.id().value());
        }
        NaiveFolder folder = found.get();
        if (CatalogueRules.isOutdated(command.expected(), folder.changed)) {
            return CatalogueRules.outdated(command.expected(), folder.changed);
        }
        Optional<NaiveAnswer> bad = misplaced(folder.id, command.settings());
        if (bad.isPresent()) {
            return bad.get();
        }
        folder.settings = command.settings();
        folder.changed = state.position;
        return new Done(folder.picture());
    }

    NaiveAnswer delete(DeleteFolder command) {
        String id = command.id().value();
        if (state.folder(id).isEmpty()) {
            return noFolder(id);
        }
        long folders = state.folders.stream()
                .filter(folder -> id.equals(parent(folder.settings)))
                .count();
        long resources = state.resources.stream()
                .filter(resource -> resource.settings.folder().isPresent())
                .filter(resource -> resource.settings.folder().get().value().equals(id))
                .count();
        if (folders + resources > 0) {
            return Refused.because(
                    RefusalReason.FOLDER_NOT_EMPTY, Map.of("folder", id, "folders", folders, "resources", resources));
        }
        state.folders.removeIf(folder -> folder.id.equals(id));
        return new Done(Empty.getDefaultInstance());
    }

    static NaiveAnswer noFolder(String id) {
        return Refused.because(RefusalReason.FOLDER_NOT_FOUND, Map.of("folder", id));
    }

    static String parent(FolderSettings settings) {
        return settings.parent().map(Object::toString).orElse("");
    }

    private Optional<NaiveAnswer> misplaced(String id, FolderSettings settings) {
        String parent = parent(settings);
        List<NaiveFolder> above = state.folderPath(parent);
        if (above.stream().anyMatch(folder -> folder.id.equals(id))) {
            return Optional.of(Refused.because(RefusalReason.FOLDER_IN_ITSELF, Map.of("folder", id, "parent", parent)));
        }
        if (!parent.isEmpty() && state.folder(parent).isEmpty()) {
            return Optional.of(noFolder(parent));
        }
        int depth = above.size() + height(id);
        return depth > DEEPEST
                ? Optional.of(Refused.because(
                        RefusalReason.FOLDER_TOO_DEEP, Map.of("folder", id, "depth", depth, "bound", DEEPEST)))
                : Optional.empty();
    }

    private int height(String id) {
        int below = 0;
        for (NaiveFolder folder : state.folders) {
            if (id.equals(parent(folder.settings))) {
                below = Math.max(below, height(folder.id));
            }
        }
        return 1 + below;
    }
}
