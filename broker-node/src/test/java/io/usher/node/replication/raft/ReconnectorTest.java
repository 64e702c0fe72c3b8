package io.usher.node.replication.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReconnectorTest {

    private final AtomicLong millis = new AtomicLong();
    private final AtomicBoolean led = new AtomicBoolean(true);
    private final AtomicInteger reconnects = new AtomicInteger();
    private final Reconnector reconnector =
            new Reconnector(led::get, reconnects::incrementAndGet, () -> millis.get() * 1_000_000);

    private void pass(int ticks) {
        for (int i = 0; i < ticks; i++) {
            millis.addAndGet(100);
            reconnector.tick();
        }
    }

    @Test
    void leavesConnectionsAloneWhileSomebodyLeadsOrAnElectionIsShort() {
        pass(100);
        led.set(false);
        pass(9);
        led.set(true);
        pass(100);
        assertThat(reconnects).hasValue(0);
    }

    @Test
    void connectsAnewAgainAndAgainWhileNobodyLeads() {
        led.set(false);
        pass(35);
        assertThat(reconnects).hasValue(3);
    }
}
