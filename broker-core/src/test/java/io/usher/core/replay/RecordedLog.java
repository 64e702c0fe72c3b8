package io.usher.core.replay;

import io.usher.core.Broker;
import io.usher.core.history.HistoryGenerator;
import io.usher.core.state.StateDigest;
import io.usher.core.state.StateImage;
import io.usher.core.transcript.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A random log with what a broker was like on the way.
 *
 * @param every so many steps there is a checkpoint
 * @param images of the broker at the checkpoints; the first is before the first step
 */
record RecordedLog(int every, List<Step> steps, List<StateImage> images) {

    static RecordedLog of(long seed, int count, int every) {
        HistoryGenerator generator = new HistoryGenerator(seed);
        Broker broker = Broker.empty();
        List<Step> steps = new ArrayList<>();
        List<StateImage> images = new ArrayList<>(List.of(broker.image()));
        while (steps.size() < count) {
            Step step = generator.next(broker.view());
            step.applyTo(broker);
            steps.add(step);
            if (steps.size() % every == 0) {
                images.add(broker.image());
            }
        }
        return new RecordedLog(every, steps, images);
    }

    /** Digests from a checkpoint on, of a broker that begins there and carries out the rest of the log. */
    List<String> digestsFrom(int checkpoint) {
        Broker broker = Broker.restore(images.get(checkpoint));
        List<String> digests = new ArrayList<>(List.of(StateDigest.of(broker.image())));
        for (int i = checkpoint * every; i < steps.size(); i++) {
            steps.get(i).applyTo(broker);
            if ((i + 1) % every == 0) {
                digests.add(StateDigest.of(broker.image()));
            }
        }
        return digests;
    }

    /** Digests at the checkpoints, of the broker that the log was invented with. */
    List<String> digests() {
        return images.stream().map(StateDigest::of).toList();
    }
}
