package io.usher.core.decide;

import io.usher.core.command.Answer.PoolAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreatePool;
import io.usher.core.command.DeletePool;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdatePool;
import io.usher.core.event.Event.PoolChanged;
import io.usher.core.event.Event.PoolDeleted;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.Optional;

/** Rules of pools. */
final class PoolDecider {

    private final BrokerView view;
    private final CommandContext context;

    PoolDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling create(CreatePool command) {
        if (view.pool(command.id()).isPresent()) {
            return Ruling.refuse(RefusalReason.POOL_EXISTS, "pool", command.id());
        }
        if (view.pools().size() >= Limits.POOLS) {
            return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "pools", "bound", Limits.POOLS);
        }
        return changed(new Pool(command.id(), command.description(), command.settings(), context.position()));
    }

    Ruling update(UpdatePool command) {
        Optional<Pool> pool = view.pool(command.id());
        if (pool.isEmpty()) {
            return notFound(command.id());
        }
        return Etag.refuseUnless(command.expected(), pool.get().changed())
                .orElseGet(() ->
                        changed(new Pool(command.id(), command.description(), command.settings(), context.position())));
    }

    Ruling delete(DeletePool command) {
        PoolId id = command.id();
        if (view.pool(id).isEmpty()) {
            return notFound(id);
        }
        int hosts = view.hostsOf(id).size();
        long resources = view.resources().stream()
                .filter(resource -> resource.settings().pools().contains(id))
                .count();
        long schedules = view.schedules().stream()
                .filter(schedule -> schedule.settings().pool().equals(id))
                .count();
        if (hosts > 0 || resources > 0 || schedules > 0) {
            return Ruling.refuse(
                    RefusalReason.POOL_IN_USE,
                    "pool",
                    id,
                    "hosts",
                    hosts,
                    "resources",
                    resources,
                    "schedules",
                    schedules);
        }
        return Ruling.done(new PoolDeleted(id));
    }

    static Ruling notFound(PoolId id) {
        return Ruling.refuse(RefusalReason.POOL_NOT_FOUND, "pool", id);
    }

    private static Ruling changed(Pool pool) {
        return Ruling.answer(new PoolAnswer(pool), new PoolChanged(pool));
    }
}
