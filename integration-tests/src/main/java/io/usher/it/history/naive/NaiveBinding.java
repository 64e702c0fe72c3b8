package io.usher.it.history.naive;

import io.usher.core.model.BindingOwner;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.LogPosition;
import io.usher.proto.v1.Binding;

/** A host that belongs to somebody. */
final class NaiveBinding {

    final String host;
    final String pool;
    final BindingOwner owner;
    final LogPosition changed;
    long used;

    NaiveBinding(String host, String pool, BindingOwner owner, LogPosition changed, long used) {
        this.host = host;
        this.pool = pool;
        this.owner = owner;
        this.changed = changed;
        this.used = used;
    }

    void use(long time) {
        used = Math.max(used, time);
    }

    /** As the API shows it. */
    Binding picture() {
        Binding.Builder picture = Binding.newBuilder()
                .setName("bindings/" + host)
                .setHost("hosts/" + host)
                .setPool("pools/" + pool)
                .setUsedTime(Pictures.time(used));
        return owner.ownerMode() == DedicationMode.USER
                ? picture.setUser(owner.ownerName()).build()
                : picture.setDevice(owner.ownerName()).build();
    }
}
