package io.usher.it.demo;

import io.usher.proto.v1.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came of the demo, and whether every promise was kept.
 *
 * @param users how many asked
 * @param visits who was told where to go
 * @param failures users without an answer
 * @param found live sessions afterwards
 * @param hosts ids of the hosts that could be chosen
 * @param kill when the primary was killed, on the clock of {@link System#nanoTime()}
 * @param digests of each broker's state afterwards, by broker
 */
record DemoReport(
        int users,
        List<Visit> visits,
        List<String> failures,
        List<Session> found,
        List<String> hosts,
        long kill,
        Map<String, String> digests) {

    private static final int DIGEST_SHOWN = 16;
    private static final int WIDTH = 46;
    private static final int FAILURES_SHOWN = 5;

    /** Promises that were broken; empty when all is well. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (visits.size() + failures.size() != users) {
            broken.add("every user is accounted for: " + (visits.size() + failures.size()) + " of " + users);
        }
        if (!failures.isEmpty()) {
            broken.add("every user gets an answer: " + failures.size() + " got none");
        }
        long turnedAway = visits.stream().filter(visit -> !visit.letIn()).count();
        if (turnedAway > 0) {
            broken.add("every ticket opens the door: " + turnedAway + " did not");
        }
        if (lost() > 0) {
            broken.add("what was acknowledged is found afterwards: " + lost() + " are not");
        }
        if (twice() > 0) {
            broken.add("nobody has two sessions: " + twice() + " users have");
        }
        if (digests.values().stream().distinct().count() != 1) {
            broken.add("all brokers have the same state: " + digests);
        }
        return broken;
    }

    /** Acknowledged assignments that are not there as they were acknowledged. */
    private long lost() {
        Map<String, Session> byName =
                found.stream().collect(Collectors.toMap(Session::getName, Function.identity(), (one, other) -> one));
        return visits.stream()
                .filter(visit -> {
                    Session session = byName.getOrDefault(visit.session(), Session.getDefaultInstance());
                    return !session.getUser().equals(visit.user())
                            || !session.getHost().equals(visit.host())
                            || !session.getFence().equals(visit.fence());
                })
                .count();
    }

    /** Users with more than one live session. */
    private long twice() {
        return found.stream()
                .collect(Collectors.groupingBy(Session::getUser, TreeMap::new, Collectors.counting()))
                .values()
                .stream()
                .filter(sessions -> sessions > 1)
                .count();
    }

    /** The longest time around the kill in which nobody was answered. */
    Duration pause() {
        List<Long> answers = visits.stream()
                .map(Visit::assigned)
                .sorted(Comparator.naturalOrder())
                .toList();
        long longest = 0;
        for (int i = 1; i < answers.size(); i++) {
            if (answers.get(i) - kill > 0) {
                longest = Math.max(longest, answers.get(i) - answers.get(i - 1));
            }
        }
        return Duration.ofNanos(longest);
    }

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "users who asked", "%,d", users);
        line(text, "assignments acknowledged", "%,d", visits.size());
        line(
                text,
                "  let in by their host with the ticket",
                "%,d",
                visits.stream().filter(Visit::letIn).count());
        line(text, "  found afterwards as acknowledged", "%,d", visits.size() - lost());
        line(text, "users with two sessions", "%,d", twice());
        spread(text);
        line(text, "longest time without an answer after the kill", "%,d ms", pause().toMillis());
        digests.forEach((broker, digest) -> line(text, "state of " + broker, "%s", shortened(digest)));
        failures.stream().limit(FAILURES_SHOWN).forEach(failure -> line(text, "no answer", "%s", failure));
        broken().forEach(promise -> line(text, "BROKEN", "%s", promise));
        return text.toString();
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(DIGEST_SHOWN, digest.length())) + "…";
    }

    private void spread(StringBuilder text) {
        Map<String, Integer> sessions = new TreeMap<>();
        hosts.forEach(host -> sessions.put(host, 0));
        visits.forEach(visit -> sessions.merge(visit.host(), 1, Integer::sum));
        int least = sessions.values().stream().min(Comparator.naturalOrder()).orElse(0);
        int most = sessions.values().stream().max(Comparator.naturalOrder()).orElse(0);
        double ideal = sessions.isEmpty() ? 0 : visits.size() / (double) sessions.size();
        line(text, "sessions on a host, least to most", "%d to %d on %d hosts", least, most, sessions.size());
        line(text, "  ideal, and the busiest host over it", "%.1f, %.3f", ideal, ideal == 0 ? 0 : most / ideal);
    }

    private static void line(StringBuilder text, String what, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "  %-" + WIDTH + "s ", what))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
