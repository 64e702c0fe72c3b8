package io.usher.node.api;

import io.usher.core.command.Answer;
import io.usher.core.command.Answer.BrokerAnswer;
import io.usher.core.command.Command;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdateBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.BrokerMapping;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.proto.v1.Broker;
import java.util.Optional;
import java.util.function.Supplier;

/** How brokers are read and written when some of their fields are changed. */
record BrokerKind(BrokerId id) implements Update.Kind<Broker> {

    @Override
    public Optional<Update.Versioned<Broker>> find(BrokerView view) {
        return view.broker(id)
                .filter(BrokerProfile::isMember)
                .map(broker -> new Update.Versioned<>(BrokerMapping.toProto(broker), broker.changed()));
    }

    @Override
    public Refusal notFound() {
        return Refusal.of(RefusalReason.BROKER_NOT_FOUND, "broker", id);
    }

    @Override
    public Command replace(Broker contents, LogPosition expected) {
        FieldChecks checks = new FieldChecks();
        Supplier<BrokerSettings> settings = BrokerMapping.settings(checks, contents);
        return checks.result(() -> new UpdateBroker(id, Optional.of(expected), settings.get()));
    }

    /** When a log level falls back is told by the site, and not by who asks for it. */
    @Override
    public Command asWanted(Broker contents) {
        return replace(BrokerMapping.wanted(contents), LogPosition.NONE);
    }

    @Override
    public Optional<Broker> answered(Answer answer) {
        return answer instanceof BrokerAnswer told && told.broker().id().equals(id)
                ? Optional.of(BrokerMapping.toProto(told.broker()))
                : Optional.empty();
    }
}
