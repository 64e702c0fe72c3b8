package io.usher.node.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, in words. */
final class FileFailureText {
    private FileFailureText() {}

    /** What the operating system refused is told by the type alone, and the message is no more than the file. */
    static String of(Exception failure) {
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            return of(cause);
        }
        if (failure instanceof FileSystemException refused && refused.getReason() == null) {
            if (failure instanceof AccessDeniedException) {
                return "no permission for " + refused.getFile();
            }
            if (failure instanceof NoSuchFileException) {
                return "there is no " + refused.getFile();
            }
            return refused.getFile() + ": " + failure.getClass().getSimpleName();
        }
        return String.valueOf(failure.getMessage());
    }
}
