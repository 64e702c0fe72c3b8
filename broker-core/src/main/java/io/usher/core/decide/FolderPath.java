package io.usher.core.decide;

import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folders from the top down to one of them.
 *
 * @param folders the outermost first; empty at the top
 */
record FolderPath(List<Folder> folders) {

    private static final FolderPath TOP = new FolderPath(List.of());

    FolderPath {
        folders = List.copyOf(folders);
    }

    /** The path to a folder; ends above one that does not exist. */
    static FolderPath to(BrokerView view, Optional<FolderId> folder) {
        if (folder.isEmpty()) {
            return TOP;
        }
        List<Folder> path = new ArrayList<>();
        for (Optional<Folder> here = folder.flatMap(view::folder);
                here.isPresent();
                here = here.get().settings().parent().flatMap(view::folder)) {
            path.add(0, here.get());
        }
        return new FolderPath(path);
    }

    boolean passes(FolderId id) {
        return folders.stream().anyMatch(folder -> folder.id().equals(id));
    }

    int depth() {
        return folders.size();
    }
}
