package io.usher.core.decide;

import io.usher.core.command.Answer.FolderAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdateFolder;
import io.usher.core.event.Event.FolderChanged;
import io.usher.core.event.Event.FolderDeleted;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.Optional;

/** Rules of folders: they form a tree of bounded depth. */
final class FolderDecider {

    private final BrokerView view;
    private final CommandContext context;

    FolderDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling create(CreateFolder command) {
        if (view.folder(command.id()).isPresent()) {
            return Ruling.refuse(RefusalReason.FOLDER_EXISTS, "folder", command.id());
        }
        if (view.folders().size() >= Limits.FOLDERS) {
            return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "folders", "bound", Limits.FOLDERS);
        }
        return changed(command.id(), command.settings(), 1);
    }

    Ruling update(UpdateFolder command) {
        FolderId id = command.id();
        Optional<Folder> folder = view.folder(id);
        if (folder.isEmpty()) {
            return notFound(id);
        }
        return Etag.refuseUnless(command.expected(), folder.get().changed())
                .orElseGet(() -> move(id, command.settings()));
    }

    Ruling delete(DeleteFolder command) {
        FolderId id = command.id();
        if (view.folder(id).isEmpty()) {
            return notFound(id);
        }
        long folders = view.folders().stream()
                .filter(folder -> folder.settings().parent().equals(Optional.of(id)))
                .count();
        long resources = view.resources().stream()
                .filter(resource -> resource.settings().folder().equals(Optional.of(id)))
                .count();
        if (folders > 0 || resources > 0) {
            return Ruling.refuse(
                    RefusalReason.FOLDER_NOT_EMPTY, "folder", id, "folders", folders, "resources", resources);
        }
        return Ruling.done(new FolderDeleted(id));
    }

    static Ruling notFound(FolderId id) {
        return Ruling.refuse(RefusalReason.FOLDER_NOT_FOUND, "folder", id);
    }

    private Ruling move(FolderId id, FolderSettings settings) {
        FolderPath target = FolderPath.to(view, settings.parent());
        if (target.passes(id)) {
            return Ruling.refuse(
                    RefusalReason.FOLDER_IN_ITSELF,
                    "folder",
                    id,
                    "parent",
                    settings.parent().orElseThrow());
        }
        int depth = FolderPath.to(view, Optional.of(id)).depth();
        int levels = view.folders().stream()
                .map(folder -> FolderPath.to(view, Optional.of(folder.id())))
                .filter(path -> path.passes(id))
                .mapToInt(path -> path.depth() - depth + 1)
                .max()
                .orElse(1);
        return changed(id, settings, levels);
    }

    /**
     * Writes the folder down where it may be.
     *
     * @param levels of folders from this one down, itself included
     */
    private Ruling changed(FolderId id, FolderSettings settings, int levels) {
        Optional<FolderId> missing =
                settings.parent().filter(parent -> view.folder(parent).isEmpty());
        if (missing.isPresent()) {
            return notFound(missing.get());
        }
        int depth = FolderPath.to(view, settings.parent()).depth() + levels;
        if (depth > Limits.FOLDER_DEPTH) {
            return Ruling.refuse(
                    RefusalReason.FOLDER_TOO_DEEP, "folder", id, "depth", depth, "bound", Limits.FOLDER_DEPTH);
        }
        Folder folder = new Folder(id, settings, context.position());
        return Ruling.answer(new FolderAnswer(folder), new FolderChanged(folder));
    }
}
