package io.usher.core.state;

import io.usher.core.model.RoleTable;

/** Questions about who may do what. Not thread-safe, as {@link BrokerView}. */
public interface SecurityView {

    /** Who may do what. May be kept. */
    RoleTable roles();
}
