package io.usher.it.history;

import io.usher.proto.v1.WatchSessionsResponse;
import java.util.List;

/**
 * What one watcher of all sessions was shown, over however many streams.
 *
 * @param watcher who watched
 * @param afterRevision where it began
 * @param responses in order of arrival, those of a resumed stream behind those of the one before
 */
public record WatchRecord(String watcher, long afterRevision, List<WatchSessionsResponse> responses) {

    public WatchRecord {
        responses = List.copyOf(responses);
    }
}
