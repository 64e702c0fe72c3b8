package io.usher.node.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.ReplayText;
import io.usher.proto.v1.GetPoolResponse;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.ReplayRequest;
import io.usher.proto.v1.ReplayResponse;
import io.usher.proto.v1.ReplayServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Carries a recorded stretch of the log out once more. */
@Command(
        name = "replay",
        description = {
            "Carry a recorded stretch of the log out once more, without touching anything, and show what other settings"
                    + " of pools would have decided.",
            "Each decision is judged on the history as it was. The settings come from a file as"
                    + " 'usher pool get -o json' or 'usher pool list -o json' writes it."
        },
        footer = {
            "  usher replay --from 4000",
            "  usher pool get office -o json > office.json    # then edit the method in it",
            "  usher replay --from 4000 --to 5000 --policy office.json"
        })
final class ReplayCommand extends ClientCommand {

    @Option(names = "--from", paramLabel = "REVISION", required = true, description = "First revision to compare.")
    private long from;

    @Option(
            names = "--to",
            paramLabel = "REVISION",
            defaultValue = "0",
            description = "Last revision to compare. Default: the latest that the asked broker has applied.")
    private long to;

    @Option(names = "--policy", paramLabel = "FILE", description = "JSON of the pools as they are supposed to be.")
    private Optional<Path> policy = Optional.empty();

    @Override
    ExitCode run(BrokerClient broker, Printer printer) {
        ReplayResponse response = broker.call(
                ReplayServiceGrpc.getReplayMethod(),
                ReplayRequest.newBuilder()
                        .setFromRevision(from)
                        .setToRevision(to)
                        .addAllPools(policy.map(ReplayCommand::pools).orElse(List.of()))
                        .build());
        if (printer.isForPeople()) {
            ReplayText.print(response, printer);
        } else {
            printer.message(response);
        }
        return ExitCode.DONE;
    }

    private static List<Pool> pools(Path file) {
        try {
            String text = Files.readString(file);
            JsonFormat.Parser parser = JsonFormat.parser().ignoringUnknownFields();
            ListPoolsResponse.Builder several = ListPoolsResponse.newBuilder();
            parser.merge(text, several);
            if (several.getPoolsCount() > 0) {
                return several.getPoolsList();
            }
            GetPoolResponse.Builder one = GetPoolResponse.newBuilder();
            parser.merge(text, one);
            if (one.hasPool()) {
                return List.of(one.getPool());
            }
            throw unusable(file, "there is neither \"pool\" nor \"pools\" in it");
        } catch (InvalidProtocolBufferException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unusable(file, FileFailureText.of(e));
        }
    }

    private static CommandFailedException unusable(Path file, String why) {
        return new CommandFailedException(
                ExitCode.USAGE, "cannot use " + file, why, "write it with 'usher pool get POOL -o json' and edit it");
    }
}
