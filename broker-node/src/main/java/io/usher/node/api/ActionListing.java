package io.usher.node.api;

import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionState;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.SessionId;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.ActionMapping;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.proto.v1.ListActionsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which actions a list asks for. Filters are joined by AND; an empty one allows all. */
record ActionListing(
        Optional<SessionId> session,
        Optional<UserName> user,
        Optional<HostId> host,
        Optional<ActionState> state,
        Optional<LogPosition> batch) {

    static ActionListing of(ListActionsRequest request) {
        FieldChecks checks = new FieldChecks();
        Supplier<Optional<SessionId>> session =
                checks.check("session", () -> Names.optional(request.getSession(), Names::session));
        Supplier<Optional<UserName>> user = checks.check("user", () -> Names.optional(request.getUser(), Names::user));
        Supplier<Optional<HostId>> host = checks.check("host", () -> Names.optional(request.getHost(), Names::host));
        Supplier<Optional<ActionState>> state = checks.check("state", () -> ActionMapping.state(request.getState()));
        Supplier<Optional<LogPosition>> batch =
                checks.check("batch", () -> Names.optional(request.getBatch(), LogPosition::parse));
        return checks.result(() -> new ActionListing(session.get(), user.get(), host.get(), state.get(), batch.get()));
    }

    static Page page(ListActionsRequest request) {
        return Page.of(
                request.getPageSize(),
                request.getPageToken(),
                "ListActions",
                request.getSession(),
                request.getUser(),
                request.getHost(),
                request.getState().name(),
                request.getBatch());
    }

    /** One page looks at a bounded number of actions; it may come out short, and its token goes on from there. */
    Listing<Action> query(BrokerView view, Page page) {
        Optional<ActionId> after = page.after().map(ActionId::parse);
        List<Action> lookedAt = view.actionsAfter(after, SessionListing.MAX_LOOKED_AT);
        List<Action> objects = new ArrayList<>();
        for (Action action : lookedAt) {
            if (objects.size() == page.size()) {
                return new Listing<>(objects, key(objects.get(objects.size() - 1)));
            }
            if (isWanted(action)) {
                objects.add(action);
            }
        }
        return lookedAt.size() < SessionListing.MAX_LOOKED_AT
                ? new Listing<>(objects, Optional.empty())
                : new Listing<>(objects, key(lookedAt.get(lookedAt.size() - 1)));
    }

    private boolean isWanted(Action action) {
        return (session.isEmpty() || session.equals(action.session()))
                && (user.isEmpty() || user.equals(action.user()))
                && host.map(action.host()::equals).orElse(true)
                && state.map(action.outcome().state()::equals).orElse(true)
                && batch.map(action.id()::isOf).orElse(true);
    }

    private static Optional<String> key(Action action) {
        return Optional.of(action.id().toString());
    }
}
