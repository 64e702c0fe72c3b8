package io.usher.core.decide;

import io.usher.core.command.Answer.SiteAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.FoundSite;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdateSite;
import io.usher.core.event.Event.SiteChanged;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Site;
import io.usher.core.state.BrokerView;
import java.util.Optional;

/** Rules of the site itself. */
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
        return changed(new Site(
                command.id(), command.displayName(), command.settings(), command.featureLevel(), context.position()));
    }

    Ruling update(UpdateSite command) {
        Optional<Site> site = view.site();
        if (site.isEmpty()) {
            return Ruling.refuse(RefusalReason.SITE_NOT_FOUNDED);
        }
        return Etag.refuseUnless(command.expected(), site.get().changed())
                .orElseGet(
                        () -> changed(site.get().with(command.displayName(), command.settings(), context.position())));
    }

    /** Raising to where the site is changes nothing; whoever asks again is told so. */
    Ruling raise(RaiseFeatureLevel command) {
        Optional<Site> site = view.site();
        if (site.isEmpty()) {
            return Ruling.refuse(RefusalReason.SITE_NOT_FOUNDED);
        }
        FeatureLevel present = site.get().featureLevel();
        if (present.equals(command.level())) {
            return Ruling.answer(new SiteAnswer(site.get()));
        }
        return present.covers(command.level())
                ? Ruling.refuse(RefusalReason.FEATURE_LEVEL_LOWERED, "level", present, "asked", command.level())
                : changed(site.get().with(command.level(), context.position()));
    }

    private static Ruling changed(Site site) {
        return Ruling.answer(new SiteAnswer(site), new SiteChanged(site));
    }
}
