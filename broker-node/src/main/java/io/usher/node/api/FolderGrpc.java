package io.usher.node.api;

import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer;
import io.usher.core.command.Answer.FolderAnswer;
import io.usher.core.command.Command;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.UpdateFolder;
import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.FolderMapping;
import io.usher.node.api.mapping.Names;
import io.usher.node.replication.ReadResult;
import io.usher.proto.v1.CreateFolderRequest;
import io.usher.proto.v1.CreateFolderResponse;
import io.usher.proto.v1.DeleteFolderRequest;
import io.usher.proto.v1.DeleteFolderResponse;
import io.usher.proto.v1.Folder;
import io.usher.proto.v1.FolderServiceGrpc;
import io.usher.proto.v1.GetFolderRequest;
import io.usher.proto.v1.GetFolderResponse;
import io.usher.proto.v1.ListFoldersRequest;
import io.usher.proto.v1.ListFoldersResponse;
import io.usher.proto.v1.UpdateFolderRequest;
import io.usher.proto.v1.UpdateFolderResponse;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Folders of published desktops and applications over gRPC. */
public final class FolderGrpc extends FolderServiceGrpc.FolderServiceImplBase {

    private final Calls calls;

    public FolderGrpc(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void createFolder(CreateFolderRequest request, StreamObserver<CreateFolderResponse> observer) {
        calls.answer(observer, call -> {
            CreateFolder command = FolderMapping.toCommand(request);
            return call.submit(command, request.getRequestId())
                    .thenApply(committed -> CreateFolderResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .setFolder(FolderMapping.toProto(((FolderAnswer) committed.reply()).folder()))
                            .build());
        });
    }

    @Override
    public void getFolder(GetFolderRequest request, StreamObserver<GetFolderResponse> observer) {
        calls.answer(observer, call -> {
            FolderId id = new FieldChecks().required("name", () -> Names.folder(request.getName()));
            return call.read(request.getConsistency(), view -> view.folder(id))
                    .thenApply(found -> GetFolderResponse.newBuilder()
                            .setHeader(call.header(found))
                            .setFolder(FolderMapping.toProto(
                                    found.value().orElseThrow(() -> ApiException.of(notFound(id)))))
                            .build());
        });
    }

    @Override
    public void listFolders(ListFoldersRequest request, StreamObserver<ListFoldersResponse> observer) {
        calls.answer(observer, call -> {
            Page page = Page.of(request.getPageSize(), request.getPageToken(), "ListFolders");
            CompletionStage<ReadResult<Listing<io.usher.core.model.Folder>>> listed = call.read(
                    request.getConsistency(),
                    view -> Listing.of(
                            page, view.folders(), folder -> folder.id().value(), folder -> true));
            return listed.thenApply(found -> ListFoldersResponse.newBuilder()
                    .setHeader(call.header(found))
                    .addAllFolders(found.value().map(FolderMapping::toProto).objects())
                    .setNextPageToken(found.value().nextToken(page))
                    .build());
        });
    }

    @Override
    public void updateFolder(UpdateFolderRequest request, StreamObserver<UpdateFolderResponse> observer) {
        calls.answer(observer, call -> {
            FieldChecks checks = new FieldChecks().checkRequestId(request.getRequestId());
            Supplier<FolderId> id = checks.check(
                    "folder.name", () -> Names.folder(request.getFolder().getName()));
            Supplier<Update.Wish<Folder>> wish =
                    Update.Wish.of(checks, request.getFolder(), request.getUpdateMask(), FolderMapping.MUTABLE);
            return checks.result(() -> Update.run(call, new FolderKind(id.get()), wish.get(), request.getRequestId()))
                    .thenApply(updated -> UpdateFolderResponse.newBuilder()
                            .setHeader(updated.header())
                            .setFolder(updated.object())
                            .build());
        });
    }

    @Override
    public void deleteFolder(DeleteFolderRequest request, StreamObserver<DeleteFolderResponse> observer) {
        calls.answer(observer, call -> {
            FolderId id = new FieldChecks()
                    .checkRequestId(request.getRequestId())
                    .required("name", () -> Names.folder(request.getName()));
            return call.submit(new DeleteFolder(id), request.getRequestId())
                    .thenApply(committed -> DeleteFolderResponse.newBuilder()
                            .setHeader(call.header(committed))
                            .build());
        });
    }

    private static Refusal notFound(FolderId id) {
        return Refusal.of(RefusalReason.FOLDER_NOT_FOUND, "folder", id);
    }

    private record FolderKind(FolderId id) implements Update.Kind<Folder> {

        @Override
        public Optional<Update.Versioned<Folder>> find(BrokerView view) {
            return view.folder(id)
                    .map(folder -> new Update.Versioned<>(FolderMapping.toProto(folder), folder.changed()));
        }

        @Override
        public Refusal notFound() {
            return FolderGrpc.notFound(id);
        }

        @Override
        public Command replace(Folder contents, LogPosition expected) {
            FieldChecks checks = new FieldChecks();
            Supplier<FolderSettings> settings = FolderMapping.settings(checks, contents);
            return checks.result(() -> new UpdateFolder(id, Optional.of(expected), settings.get()));
        }

        @Override
        public Optional<Folder> answered(Answer answer) {
            return answer instanceof FolderAnswer told && told.folder().id().equals(id)
                    ? Optional.of(FolderMapping.toProto(told.folder()))
                    : Optional.empty();
        }
    }
}
