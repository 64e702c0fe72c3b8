package io.usher.node.replication.codec;

import io.usher.core.command.Answer.ActionsRequested;
import io.usher.core.command.RequestActions;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.ActionOutcome;
import io.usher.core.model.ActionReport;
import io.usher.core.model.ActionTarget;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.UserName;
import io.usher.proto.internal.v1.ActionOrderRecord;
import io.usher.proto.internal.v1.ActionOutcomeRecord;
import io.usher.proto.internal.v1.ActionReportRecord;
import io.usher.proto.internal.v1.ActionsRequestedAnswer;
import io.usher.proto.internal.v1.RequestActionsCommand;
import io.usher.proto.internal.v1.RequestedActionRecord;
import java.time.Duration;
import java.util.Optional;

/** What hosts are asked to do. */
final class ActionCodec {

    private ActionCodec() {}

    static RequestActionsCommand encode(RequestActions command) {
        RequestActionsCommand.Builder builder =
                RequestActionsCommand.newBuilder().setOrder(encode(command.order()));
        ActionTarget target = command.target();
        target.session().map(ValueCodec::encode).ifPresent(builder::setSession);
        target.user().map(UserName::value).ifPresent(builder::setUser);
        target.host().map(HostId::value).ifPresent(builder::setHost);
        target.pool().map(PoolId::value).ifPresent(builder::setPool);
        return builder.build();
    }

    static RequestActions decode(RequestActionsCommand command) {
        ActionTarget target = new ActionTarget(
                command.hasSession() ? Optional.of(ValueCodec.session(command.getSession())) : Optional.empty(),
                command.hasUser() ? Optional.of(new UserName(command.getUser())) : Optional.empty(),
                command.hasHost() ? Optional.of(new HostId(command.getHost())) : Optional.empty(),
                command.hasPool() ? Optional.of(new PoolId(command.getPool())) : Optional.empty());
        return new RequestActions(target, decode(command.getOrder()));
    }

    static ActionOrderRecord encode(ActionOrder order) {
        return ActionOrderRecord.newBuilder()
                .setKind(Codes.ACTION_KIND.encode(order.kind()))
                .setTitle(order.title())
                .setText(order.text())
                .setTimeoutMillis(order.timeout().toMillis())
                .build();
    }

    static ActionOrder decode(ActionOrderRecord order) {
        return new ActionOrder(
                Codes.ACTION_KIND.decode(order.getKind()),
                order.getTitle(),
                order.getText(),
                Duration.ofMillis(order.getTimeoutMillis()));
    }

    static RequestedActionRecord encode(Action action) {
        RequestedActionRecord.Builder builder = RequestedActionRecord.newBuilder()
                .setId(ValueCodec.encode(action.id().requested()))
                .setHost(action.host().value())
                .setOrder(encode(action.order()))
                .setDeadlineMillis(action.deadline().epochMillis())
                .setOutcome(encode(action.outcome()));
        action.session().map(ValueCodec::encode).ifPresent(builder::setSession);
        action.user().map(UserName::value).ifPresent(builder::setUser);
        return builder.build();
    }

    static Action decode(RequestedActionRecord action) {
        return new Action(
                new ActionId(ValueCodec.position(action.getId())),
                new HostId(action.getHost()),
                action.hasSession() ? Optional.of(ValueCodec.session(action.getSession())) : Optional.empty(),
                action.hasUser() ? Optional.of(new UserName(action.getUser())) : Optional.empty(),
                decode(action.getOrder()),
                new LogTime(action.getDeadlineMillis()),
                decode(action.getOutcome()));
    }

    private static ActionOutcomeRecord encode(ActionOutcome outcome) {
        return ActionOutcomeRecord.newBuilder()
                .setState(Codes.ACTION_STATE.encode(outcome.state()))
                .setReason(outcome.reason())
                .setSinceMillis(outcome.since().epochMillis())
                .setChanged(ValueCodec.encode(outcome.changed()))
                .build();
    }

    private static ActionOutcome decode(ActionOutcomeRecord outcome) {
        return new ActionOutcome(
                Codes.ACTION_STATE.decode(outcome.getState()),
                outcome.getReason(),
                new LogTime(outcome.getSinceMillis()),
                ValueCodec.position(outcome.getChanged()));
    }

    static ActionReportRecord encode(ActionReport report) {
        ActionReportRecord.Builder builder = ActionReportRecord.newBuilder()
                .setAction(ValueCodec.encode(report.action().requested()));
        report.failure().ifPresent(builder::setFailure);
        return builder.build();
    }

    static ActionReport decode(ActionReportRecord report) {
        return new ActionReport(
                new ActionId(ValueCodec.position(report.getAction())),
                report.hasFailure() ? Optional.of(report.getFailure()) : Optional.empty());
    }

    static ActionsRequestedAnswer encode(ActionsRequested answer) {
        return ActionsRequestedAnswer.newBuilder()
                .setBatch(ValueCodec.encode(answer.batch()))
                .setRequested(answer.requested())
                .setSkipped(answer.skipped())
                .setLeft(answer.left())
                .build();
    }

    static ActionsRequested decode(ActionsRequestedAnswer answer) {
        return new ActionsRequested(
                ValueCodec.position(answer.getBatch()), answer.getRequested(), answer.getSkipped(), answer.getLeft());
    }
}
