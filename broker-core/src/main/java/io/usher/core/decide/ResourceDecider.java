package io.usher.core.decide;

import io.usher.core.command.Answer.Done;
import io.usher.core.command.Answer.ResourceAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreateResource;
import io.usher.core.command.DeleteResource;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdateResource;
import io.usher.core.event.Event;
import io.usher.core.event.Event.QueueLeft;
import io.usher.core.event.Event.ResourceChanged;
import io.usher.core.event.Event.ResourceDeleted;
import io.usher.core.model.FolderId;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of published resources. */
final class ResourceDecider {

    private final BrokerView view;
    private final CommandContext context;

    ResourceDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling create(CreateResource command) {
        if (view.resource(command.id()).isPresent()) {
            return Ruling.refuse(RefusalReason.RESOURCE_EXISTS, "resource", command.id());
        }
        if (view.resources().size() >= Limits.RESOURCES) {
            return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "resources", "bound", Limits.RESOURCES);
        }
        return changed(command.id(), command.kind(), command.settings());
    }

    Ruling update(UpdateResource command) {
        Optional<Resource> resource = view.resource(command.id());
        if (resource.isEmpty()) {
            return new Ruling(notFound(command.id()), List.of());
        }
        return Etag.refuseUnless(command.expected(), resource.get().changed())
                .orElseGet(() -> changed(command.id(), resource.get().kind(), command.settings()));
    }

    Ruling delete(DeleteResource command) {
        if (view.resource(command.id()).isEmpty()) {
            return new Ruling(notFound(command.id()), List.of());
        }
        List<Event> events = new ArrayList<>();
        for (QueueEntry entry : view.queueEntriesFor(command.id())) {
            events.add(new QueueLeft(entry, context.now(), notFound(command.id())));
        }
        events.add(new ResourceDeleted(command.id()));
        return new Ruling(new Done(), events);
    }

    static Refusal notFound(ResourceId id) {
        return Refusal.of(RefusalReason.RESOURCE_NOT_FOUND, "resource", id);
    }

    private Ruling changed(ResourceId id, ResourceKind kind, ResourceSettings settings) {
        if (kind == ResourceKind.APPLICATION && settings.commandLine().isEmpty()) {
            return Ruling.refuse(RefusalReason.COMMAND_LINE_MISSING, "resource", id);
        }
        Optional<PoolId> missing = settings.pools().stream()
                .filter(pool -> view.pool(pool).isEmpty())
                .findFirst();
        if (missing.isPresent()) {
            return PoolDecider.notFound(missing.get());
        }
        Optional<FolderId> unknown =
                settings.folder().filter(folder -> view.folder(folder).isEmpty());
        if (unknown.isPresent()) {
            return FolderDecider.notFound(unknown.get());
        }
        Resource resource = new Resource(id, kind, settings, context.position());
        return Ruling.answer(new ResourceAnswer(resource), new ResourceChanged(resource));
    }
}
