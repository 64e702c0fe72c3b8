package io.usher.it.faults;

import java.time.Duration;

/**
 * What clients saw of one trial.
 *
 * @param pause the longest time in which nobody was answered, that ended after the fault began
 * @param failed calls that were never answered, although they were asked again until their time was up
 * @param askedAgain attempts that failed and were followed by another, at another broker
 */
record Trial(Duration pause, long failed, long askedAgain) {

    double pauseMillis() {
        return pause.toNanos() / 1e6;
    }
}
