package io.usher.node;

import io.usher.core.Outcome;
import io.usher.core.event.Event;
import io.usher.core.model.LogTime;
import io.usher.node.feed.EventFeed;
import io.usher.node.feed.FeedEntry;
import io.usher.node.feed.FeedPosition;
import io.usher.node.replication.OutcomeListener;
import java.util.ArrayList;
import java.util.List;

/** Tells the feed what was applied. Called by the thread that applies. */
final class FeedPublisher implements OutcomeListener {

    private final EventFeed feed;
    private LogTime latest = LogTime.ZERO;

    FeedPublisher(EventFeed feed) {
        this.feed = feed;
    }

    @Override
    public void applied(long index, List<Outcome> outcomes) {
        List<Event> events = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            events.addAll(outcome.events());
            latest = outcome.time();
        }
        feed.publish(new FeedEntry(index, latest, events));
    }

    @Override
    public void reset(long index) {
        feed.reset(new FeedPosition(index, latest));
    }
}
