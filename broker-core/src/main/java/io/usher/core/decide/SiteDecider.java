package io.usher.core.decide;

import io.usher.core.command.Answer.BrokerAnswer;
import io.usher.core.command.Answer.SiteAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.FoundSite;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.UpdateSite;
import io.usher.core.event.Event.BrokerChanged;
import io.usher.core.event.Event.SiteChanged;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.Site;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.Optional;

/** Rules of the site itself and of its brokers. */
final class SiteDecider {

    private final BrokerView view;
    private final CommandContext context;

    SiteDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling found(FoundSite command) {
        if (view.site().isPresent()) {
            return Ruling.refuse(
                    RefusalReason.SITE_EXISTS, "site", view.site().get().id());
        }
        return changed(new Site(command.id(), command.displayName(), command.settings(), context.position()));
    }

    Ruling update(UpdateSite command) {
        Optional<Site> site = view.site();
        if (site.isEmpty()) {
            return Ruling.refuse(RefusalReason.SITE_NOT_FOUNDED);
        }
        return Etag.refuseUnless(command.expected(), site.get().changed())
                .orElseGet(() -> changed(
                        new Site(site.get().id(), command.displayName(), command.settings(), context.position())));
    }

    Ruling registerBroker(RegisterBroker command) {
        boolean isNew = view.broker(command.id()).isEmpty();
        if (isNew && view.brokers().size() >= Limits.BROKERS) {
            return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "brokers", "bound", Limits.BROKERS);
        }
        BrokerProfile broker = new BrokerProfile(
                command.id(), command.apiAddress(), command.ticketKey(), command.version(), context.position());
        return Ruling.answer(new BrokerAnswer(broker), new BrokerChanged(broker));
    }

    private static Ruling changed(Site site) {
        return Ruling.answer(new SiteAnswer(site), new SiteChanged(site));
    }
}
