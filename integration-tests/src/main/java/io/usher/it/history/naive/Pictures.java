package io.usher.it.history.naive;

import com.google.protobuf.Timestamp;
import java.time.Duration;

/** Times and spans as the API shows them. */
final class Pictures {

    private Pictures() {}

    static Timestamp time(long epochMillis) {
        return Timestamp.newBuilder()
                .setSeconds(epochMillis / 1000)
                .setNanos((int) (epochMillis % 1000) * 1_000_000)
                .build();
    }

    static com.google.protobuf.Duration span(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
