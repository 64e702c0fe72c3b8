package io.usher.node.api;

import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.api.mapping.QueueMapping;
import io.usher.proto.v1.ListQueueEntriesRequest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/** Which of those who wait a list asks for. Filters are joined by AND; an empty one allows all. */
record QueueListing(Optional<PoolId> pool, Optional<ResourceId> resource, Optional<UserName> user) {

    static QueueListing of(ListQueueEntriesRequest request) {
        FieldChecks checks = new FieldChecks();
        Supplier<Optional<PoolId>> pool = checks.check("pool", () -> Names.optional(request.getPool(), Names::pool));
        Supplier<Optional<ResourceId>> resource =
                checks.check("resource", () -> Names.optional(request.getResource(), Names::resource));
        Supplier<Optional<UserName>> user = checks.check("user", () -> Names.optional(request.getUser(), Names::user));
        return checks.result(() -> new QueueListing(pool.get(), resource.get(), user.get()));
    }

    static Page page(ListQueueEntriesRequest request) {
        return Page.of(
                request.getPageSize(),
                request.getPageToken(),
                "ListQueueEntries",
                request.getPool(),
                request.getResource(),
                request.getUser());
    }

    Listing<io.usher.proto.v1.QueueEntry> query(BrokerView view, Page page) {
        Optional<QueueEntryId> after = page.after().map(QueueEntryId::parse);
        SortedMap<QueueEntryId, Integer> positions = QueueMapping.positions(view);
        List<QueueEntry> oneMore = view.queueEntries().stream()
                .filter(entry -> after.map(id -> entry.id().compareTo(id) > 0).orElse(true))
                .filter(entry -> isWanted(view, entry))
                .limit(page.size() + 1L)
                .toList();
        List<QueueEntry> objects = oneMore.subList(0, Math.min(page.size(), oneMore.size()));
        Optional<String> last = oneMore.size() > page.size()
                ? Optional.of(objects.get(objects.size() - 1).id().toString())
                : Optional.empty();
        return new Listing<>(objects, last)
                .map(entry -> QueueMapping.toProto(entry, positions.getOrDefault(entry.id(), 0)));
    }

    private boolean isWanted(BrokerView view, QueueEntry entry) {
        return user.map(entry.user()::equals).orElse(true)
                && resource.map(entry.resource()::equals).orElse(true)
                && pool.map(wanted -> view.resource(entry.resource()).stream()
                                .anyMatch(found -> found.settings().pools().contains(wanted)))
                        .orElse(true);
    }
}
