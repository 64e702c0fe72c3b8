package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The voters of the group of a running broker. Thread-safe. */
final class RaftElectorate implements Electorate {

    /** Over a connection that is open an answer takes milliseconds; on a busy machine it may take longer. */
    private static final Duration ANSWER_LIMIT = Duration.ofMillis(150);

    private static final Logger LOG = LoggerFactory.getLogger(RaftElectorate.class);

    private final Supplier<List<BrokerId>> voters;
    private final Supplier<Optional<BrokerId>> primary;
    private final RaftNode node;
    private final ExecutorService executor;

    /**
     * Asks nobody yet.
     *
     * @param voters who votes, who is preferred first
     * @param primary whom this broker follows
     * @param executor runs what waits for others; may refuse
     */
    RaftElectorate(
            Supplier<List<BrokerId>> voters,
            Supplier<Optional<BrokerId>> primary,
            RaftNode node,
            ExecutorService executor) {
        this.voters = voters;
        this.primary = primary;
        this.node = node;
        this.executor = executor;
    }

    @Override
    public List<BrokerId> voters() {
        return voters.get();
    }

    @Override
    public Optional<BrokerId> primary() {
        return primary.get();
    }

    @Override
    public Duration silence() throws IOException {
        return node.silence();
    }

    @Override
    public LogEnd lastEntry() throws IOException {
        return node.logEnd();
    }

    @Override
    public Map<BrokerId, LogEnd> logEnds(List<BrokerId> others) {
        Map<BrokerId, LogEnd> ends = new TreeMap<>();
        poll(others, other -> node.voteLine().ask(other, LogEnd.NONE))
                .forEach((other, answer) -> ends.put(other, answer.lastEntry()));
        return ends;
    }

    @Override
    public Set<BrokerId> willing(List<BrokerId> others) {
        Map<BrokerId, PreVote> answers = poll(others, other -> node.voteLine().ask(other, node.logEnd()));
        answers.values().removeIf(answer -> !answer.granted());
        return answers.keySet();
    }

    private interface Question {
        PreVote ask(BrokerId other) throws IOException;
    }

    private Map<BrokerId, PreVote> poll(List<BrokerId> others, Question question) {
        List<Callable<PreVote>> questions = others.stream()
                .<Callable<PreVote>>map(other -> () -> question.ask(other))
                .toList();
        Map<BrokerId, PreVote> answers = new TreeMap<>();
        try {
            List<Future<PreVote>> asked = executor.invokeAll(questions, ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < asked.size(); i++) {
                BrokerId other = others.get(i);
                answer(other, asked.get(i)).ifPresent(vote -> answers.put(other, vote));
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("too many questions are open, or this broker ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answers;
    }

    /** What came of a question that is over. */
    private static Optional<PreVote> answer(BrokerId other, Future<PreVote> asked) throws InterruptedException {
        try {
            return Optional.of(asked.get());
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("broker={} does not say how it would vote", other, e);
            return Optional.empty();
        }
    }

    @Override
    public void stand(BrokerId primary) throws IOException {
        node.standAgainst(primary);
    }
}
