package io.usher.it.history;

import com.google.protobuf.Message;
import io.usher.core.model.LogPosition;
import io.usher.it.client.Outcome;
import io.usher.it.history.naive.NaiveAnswer;
import io.usher.it.history.naive.NaiveModel;
import io.usher.it.history.naive.SessionChanged;
import io.usher.proto.v1.ResponseHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Checks a history against the committed log. Every answer names the place in the log that it stands for, so nothing
 * has to be searched: the log is replayed once through the naive model and each answer compared in its place. A history
 * that passes is linearizable, and each request had its effect once.
 */
public final class WitnessCheck {

    static final String LOST = "acknowledged and not in the log";
    static final String UNWANTED = "in the log and told not to be done";
    static final String WRONG_ANSWER = "answer differs from the log";
    static final String WRONG_READ = "read differs from the log";
    static final String STALE = "older than what had been told before";
    static final String FAULT = "a broker reported a defect";

    private final CommittedLog log;
    private final List<Violation> violations = new ArrayList<>();
    /** Where each request stands in the log, with what the model says about it there. */
    private final Map<String, NavigableMap<LogPosition, NaiveAnswer>> byRequest = new LinkedHashMap<>();
    /** What the model says about each command. */
    private final Map<LogPosition, NaiveAnswer> byPosition = new TreeMap<>();

    private WitnessCheck(CommittedLog log) {
        this.log = log;
    }

    /** Checks everything that the records allow; no violation means that the promises were kept. */
    public static List<Violation> check(History history, CommittedLog log) {
        WitnessCheck check = new WitnessCheck(log);
        List<SessionChanged> changes = check.replay(history.operations());
        check.compareAnswers(history.operations());
        check.checkRealTime(history.operations());
        history.watches().forEach(watch -> check.violations.addAll(WatchCheck.check(watch, changes)));
        check.violations.addAll(HostCheck.check(history, check.carriedOut()));
        return List.copyOf(check.violations);
    }

    /** Counts what the run met. */
    public static Coverage coverage(History history, CommittedLog log) {
        return Coverage.of(history.operations(), log);
    }

    private List<SessionChanged> replay(List<Operation> operations) {
        List<Operation> reads = operations.stream()
                .filter(ReadCheck::isRead)
                .sorted(Comparator.comparingLong(ReadCheck::revision))
                .toList();
        NaiveModel model = new NaiveModel();
        Invariants invariants = new Invariants();
        List<SessionChanged> changes = new ArrayList<>();
        int nextRead = 0;
        for (CommittedCommand command : log.commands()) {
            while (nextRead < reads.size()
                    && ReadCheck.revision(reads.get(nextRead))
                            < command.position().index()) {
                violations.addAll(ReadCheck.compare(reads.get(nextRead++), model));
            }
            NaiveAnswer answer = model.apply(command);
            command.request()
                    .ifPresent(request -> byRequest
                            .computeIfAbsent(request, id -> new TreeMap<>())
                            .put(command.position(), answer));
            byPosition.put(command.position(), answer);
            List<SessionChanged> done = model.takeChanges();
            violations.addAll(invariants.check(done, model));
            changes.addAll(done);
        }
        for (Operation read : reads.subList(nextRead, reads.size())) {
            violations.addAll(
                    ReadCheck.revision(read) > log.lastIndex()
                            ? List.of(new Violation(WRONG_READ, "revision beyond the log of " + about(read)))
                            : ReadCheck.compare(read, model));
        }
        return changes;
    }

    private List<CommittedCommand> carriedOut() {
        return log.commands().stream()
                .filter(command -> byPosition.get(command.position()) instanceof NaiveAnswer.Done)
                .toList();
    }

    private void compareAnswers(List<Operation> operations) {
        for (Operation operation : operations) {
            Outcome<? extends Message> outcome = operation.outcome();
            boolean fault = outcome instanceof Outcome.Unknown<?> unknown
                    && unknown.story().contains("FAULT");
            if (fault) {
                violations.add(new Violation(FAULT, about(operation)));
            }
            if (AgentAnswers.isInventory(operation)) {
                AgentAnswers.compare(operation, byPosition).ifPresent(violations::add);
            } else if (!ReadCheck.isRead(operation)
                    && !Responses.requestId(operation.request()).isEmpty()) {
                compareMutation(operation);
            }
        }
    }

    private void compareMutation(Operation operation) {
        NavigableMap<LogPosition, NaiveAnswer> found =
                byRequest.getOrDefault(Responses.requestId(operation.request()), new TreeMap<>());
        if (operation.outcome() instanceof Outcome.NotDone<?>) {
            if (!found.isEmpty()) {
                violations.add(new Violation(UNWANTED, about(operation) + " stands at " + found.firstKey()));
            }
            return;
        }
        if (operation.outcome() instanceof Outcome.Unknown<?>) {
            return;
        }
        if (found.isEmpty()) {
            violations.add(new Violation(LOST, about(operation)));
        } else if (found.entrySet().stream()
                .noneMatch(entry -> agrees(operation, entry.getKey().index(), entry.getValue()))) {
            violations.add(new Violation(WRONG_ANSWER, about(operation) + ", the log says " + texts(found)));
        }
    }

    private static boolean agrees(Operation operation, long index, NaiveAnswer expected) {
        if (operation.outcome() instanceof Outcome.Answered<? extends Message> answered
                && expected instanceof NaiveAnswer.Done done) {
            boolean here = Responses.header(answered.answer())
                    .map(ResponseHeader::getRevision)
                    .filter(revision -> isUpdate(operation) ? revision < index : revision != index)
                    .isEmpty();
            return here && bodyOf(answered.answer()).equals(done.body());
        }
        if (operation.outcome() instanceof Outcome.Refused<?> refused
                && expected instanceof NaiveAnswer.Refused because) {
            return refused.reason().equals(because.reason().name())
                    && (AgentAnswers.isRedemption(operation) || Responses.agree(because.details(), refused.details()));
        }
        return false;
    }

    /** An update that was asked for again may be answered by a look at what was answered first, which is later. */
    private static boolean isUpdate(Operation operation) {
        return operation
                .method()
                .substring(operation.method().lastIndexOf('/') + 1)
                .startsWith("Update");
    }

    private static Message bodyOf(Message answer) {
        return Responses.header(answer).isPresent() ? Responses.body(answer) : answer;
    }

    /**
     * Whoever asks after another was answered must find at least what the other was told. A command that was asked for
     * later must also stand later: its first place in the log is behind everything that had been told before it was
     * asked for the first time, by whomever.
     */
    private void checkRealTime(List<Operation> operations) {
        Timeline timeline = new Timeline();
        Map<String, Long> firstAsked = new LinkedHashMap<>();
        for (Operation operation : operations) {
            timeline.told(operation.span().returnedNanos(), revisionTold(operation));
            firstAsked.merge(
                    Responses.requestId(operation.request()), operation.span().invokedNanos(), WitnessCheck::earlier);
        }
        timeline.close();
        for (Operation operation : operations) {
            long readFloor = timeline.floor(operation.span().invokedNanos());
            if (ReadCheck.isLinearizableRead(operation) && ReadCheck.revision(operation) < readFloor) {
                violations.add(new Violation(
                        STALE,
                        about(operation) + " shows revision " + ReadCheck.revision(operation) + ", and " + readFloor
                                + " had been told"));
            }
            String request = Responses.requestId(operation.request());
            NavigableMap<LogPosition, NaiveAnswer> places = byRequest.getOrDefault(request, new TreeMap<>());
            long floor = timeline.floor(
                    firstAsked.getOrDefault(request, operation.span().invokedNanos()));
            if (!places.isEmpty() && places.firstKey().index() <= floor) {
                violations.add(new Violation(
                        STALE,
                        about(operation) + " stands at " + places.firstKey() + ", and " + floor
                                + " had been told before it was asked"));
            }
        }
    }

    /** Of two readings of {@link System#nanoTime()}, which may wrap around. */
    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    private long revisionTold(Operation operation) {
        if (operation.outcome() instanceof Outcome.Answered<? extends Message> answered) {
            return Responses.header(answered.answer())
                    .map(ResponseHeader::getRevision)
                    .orElse(0L);
        }
        NavigableMap<LogPosition, NaiveAnswer> places =
                byRequest.getOrDefault(Responses.requestId(operation.request()), new TreeMap<>());
        boolean told = operation.outcome() instanceof Outcome.Refused<?> && !places.isEmpty();
        return told ? places.firstKey().index() : 0;
    }

    private static String texts(Map<LogPosition, NaiveAnswer> answers) {
        StringBuilder text = new StringBuilder();
        answers.forEach((position, answer) -> text.append(position)
                .append(' ')
                .append(answer instanceof NaiveAnswer.Done done ? Responses.text(done.body()) : answer.toString())
                .append("; "));
        return text.toString();
    }

    /** Who asked what and was told what. */
    static String about(Operation operation) {
        String told = operation.outcome() instanceof Outcome.Answered<? extends Message> answered
                ? Responses.text(answered.answer()) + " by " + answered.broker()
                : operation.outcome().toString();
        return "#" + operation.number() + " " + operation.client() + " " + operation.method() + " "
                + Responses.text(operation.request()) + " told " + told;
    }
}
