package io.usher.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreatePool;
import io.usher.core.command.DeletePool;
import io.usher.core.command.GrantRole;
import io.usher.core.command.RevokeRole;
import io.usher.core.command.UpdatePool;
import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.AuditForgotten;
import io.usher.core.model.BrokerId;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Origin;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.RequestId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.Role;
import io.usher.core.model.UserName;
import io.usher.core.state.Limits;
import io.usher.core.state.SecurityImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who did what, from the log itself. */
class AuditTest {

    private static final PoolId POOL = new PoolId("office");
    private static final Origin ALICE = new Origin("cn:alice", List.of(Role.ADMIN), "10.1.2.3", new BrokerId("b2"));

    private final Broker broker = Broker.empty();
    private long index;

    private Outcome tell(Command command, String request) {
        LogPosition at = new LogPosition(++index, 0);
        Optional<RequestId> id = request.isEmpty() ? Optional.empty() : Optional.of(new RequestId(request));
        return broker.apply(new CommandContext(at, new LogTime(1_000 * index), id, Optional.of(ALICE)), command);
    }

    private List<AuditEntry> entries() {
        return List.copyOf(broker.view().security().audit());
    }

    @Test
    void tellsWhoChangedWhatFromWhatToWhat() {
        tell(new CreatePool(POOL, "first", PoolSettings.DEFAULTS), "");
        tell(new UpdatePool(POOL, Optional.empty(), "second", PoolSettings.DEFAULTS), "");
        tell(new DeletePool(POOL), "");

        assertThat(entries()).extracting(AuditEntry::command).containsExactly("CreatePool", "UpdatePool", "DeletePool");
        AuditEntry update = entries().get(1);
        assertThat(update.origin()).contains(ALICE);
        assertThat(update.position()).isEqualTo(new LogPosition(2, 0));
        assertThat(update.time()).isEqualTo(new LogTime(2_000));
        assertThat(update.changes()).containsExactly(new AuditChange("pools/office", "description", "first", "second"));
        assertThat(entries().get(2).changes()).contains(new AuditChange("pools/office", "description", "second", ""));
    }

    @Test
    void recordsWhatChangesSomethingOnceAndNothingElse() {
        tell(new GrantRole(new IdentityPattern("cn:bob"), Role.ADMIN), "r1");
        tell(new GrantRole(new IdentityPattern("cn:bob"), Role.ADMIN), "r1");
        tell(new GrantRole(new IdentityPattern("cn:bob"), Role.ADMIN), "r2");
        tell(new RevokeRole(new IdentityPattern("cn:bob"), Role.ADMIN), "r3");
        tell(new AssignSession(new UserName("anna"), new ResourceId("desk"), ClientInfo.UNKNOWN), "r4");

        assertThat(entries())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.changes()).contains(new AuditChange("roles/cn:bob", "role", "", "ADMIN")));
    }

    @Test
    void whoeverChangesOrTakesOutAnEntryLeavesATrace() {
        for (int n = 0; n < 5; n++) {
            tell(new GrantRole(new IdentityPattern("cn:user" + n), Role.CLIENT), "");
        }
        List<AuditEntry> entries = entries();
        assertThat(SecurityImage.firstBroken(entries)).isEmpty();

        List<AuditEntry> shorter = new ArrayList<>(entries);
        shorter.remove(2);
        assertThat(SecurityImage.firstBroken(shorter)).contains(entries.get(3));

        List<AuditEntry> forged = new ArrayList<>(entries);
        AuditEntry third = entries.get(2);
        Origin mallory = new Origin("cn:mallory", List.of(Role.ADMIN), "", new BrokerId("b2"));
        forged.set(
                2,
                new AuditEntry(
                        third.position(),
                        third.time(),
                        Optional.of(mallory),
                        third.command(),
                        third.changes(),
                        third.hasMore(),
                        third.former(),
                        third.hash()));
        assertThat(SecurityImage.firstBroken(forged)).contains(forged.get(2));
    }

    @Test
    void keepsTheLatestTenThousandAndGoesOnWithTheirChainAfterASnapshot() {
        IdentityPattern bob = new IdentityPattern("cn:bob");
        for (int n = 0; n < Limits.AUDIT_ENTRIES; n += 2) {
            tell(new GrantRole(bob, Role.CLIENT), "");
            tell(new RevokeRole(bob, Role.CLIENT), "");
        }
        tell(new GrantRole(bob, Role.CLIENT), "");
        assertThat(entries()).hasSize(Limits.AUDIT_ENTRIES);
        assertThat(entries().get(0).position()).isEqualTo(new LogPosition(2, 0));
        assertThat(broker.view().security().forgotten()).isEqualTo(new AuditForgotten(1, 1));
        assertThat(SecurityImage.firstBroken(entries())).isEmpty();

        Broker restored = Broker.restore(broker.image());
        CommandContext next =
                new CommandContext(new LogPosition(++index, 0), new LogTime(1), Optional.empty(), Optional.of(ALICE));
        broker.apply(next, new RevokeRole(bob, Role.CLIENT));
        restored.apply(next, new RevokeRole(bob, Role.CLIENT));
        assertThat(restored.image()).isEqualTo(broker.image());
    }
}
