package io.usher.node.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks tokens of one issuer. Its keys are fetched in the background: when the broker starts, every five minutes, and
 * when a token names a key that is not known, at most every two seconds. Thread-safe; checking never blocks.
 */
public final class OidcTokens implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

    private static final long REFRESH_SECONDS = 300;

    /** Whoever makes up names of keys makes the broker ask the issuer no more often than this. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final OidcSettings settings;
    private final KeySource source;
    private final Clock clock;
    private final AtomicBoolean isUnderWay = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "oidc-keys");
        made.setDaemon(true);
        return made;
    });

    private volatile TokenCheck check;
    private volatile boolean isReached;
    private volatile long fetchedNanos;

    private OidcTokens(OidcSettings settings, KeySource source, Clock clock) {
        this.settings = settings;
        this.source = source;
        this.clock = clock;
        this.check = new TokenCheck(settings, new JWKSet());
    }

    /**
     * Begins to fetch the keys.
     *
     * @throws IOException when the authorities of the issuer cannot be read, or its address is not safe
     */
    public static OidcTokens start(OidcSettings settings, Clock clock) throws IOException {
        KeySource.requireSafe(settings.issuer());
        OidcTokens tokens = new OidcTokens(settings, new KeySource(settings), clock);
        tokens.isUnderWay.set(true);
        // What it throws it has logged itself.
        var unused = tokens.thread.scheduleWithFixedDelay(tokens::fetch, 0, REFRESH_SECONDS, TimeUnit.SECONDS);
        return tokens;
    }

    /**
     * Says whom a token is of.
     *
     * @throws TokenException when it is not good, or its key is not known yet
     */
    public TokenHolder holder(String token) throws TokenException {
        TokenCheck present = check;
        if (present.lacksKeyOf(token)) {
            boolean mayBecomeKnown = isUnderWay.get() || !isReached || System.nanoTime() - fetchedNanos > PAUSE_NANOS;
            fetchSoon();
            throw new TokenException(
                    mayBecomeKnown
                            ? "the keys of " + settings.issuer() + " are being fetched"
                            : "the token is signed by a key that " + settings.issuer() + " does not have",
                    mayBecomeKnown);
        }
        return present.check(token, clock.instant());
    }

    private void fetchSoon() {
        boolean isDue = System.nanoTime() - fetchedNanos > PAUSE_NANOS;
        if (isDue && isUnderWay.compareAndSet(false, true)) {
            thread.execute(this::fetch);
        }
    }

    private void fetch() {
        try {
            JWKSet keys = source.fetch();
            check = new TokenCheck(settings, keys);
            if (!isReached) {
                LOG.info("tokens of {} are taken; it has {} keys", settings.issuer(), keys.size());
            }
            isReached = true;
        } catch (IOException | RuntimeException e) {
            isReached = false;
            LOG.warn(
                    "cannot fetch the keys of {}: {}; those that are known stay in use",
                    settings.issuer(),
                    e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            fetchedNanos = System.nanoTime();
            isUnderWay.set(false);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
