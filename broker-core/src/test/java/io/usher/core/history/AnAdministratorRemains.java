package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.model.Role;
import io.usher.core.model.RoleGrant;
import java.util.List;

/** Once the role table has an administrator, it never is without; and no line is there twice. */
final class AnAdministratorRemains implements Invariant {

    @Override
    public void check(Transition t) {
        List<RoleGrant> after = t.after().security().roles();
        if (hasAdministrator(t.before().security().roles())) {
            assertThat(hasAdministrator(after))
                    .as("an administrator in the role table")
                    .isTrue();
        }
        assertThat(after.stream().map(grant -> grant.identity() + " " + grant.role()))
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(1_000);
    }

    private static boolean hasAdministrator(List<RoleGrant> roles) {
        return roles.stream().anyMatch(grant -> grant.role() == Role.ADMIN);
    }
}
