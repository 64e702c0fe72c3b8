package io.usher.node.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerKeyTest {
    @TempDir
    private Path directory;

    @Test
    void isMadeOnceAndReadAgain() throws IOException {
        BrokerKey first = BrokerKey.in(directory);
        BrokerKey second = BrokerKey.in(directory);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.encodedPublicKey()).isEqualTo(first.encodedPublicKey());
        assertThat(KeyId.of(BrokerKey.decodePublicKey(first.encodedPublicKey())))
                .isEqualTo(first.id());
    }

    @Test
    void canBeReadByItsOwnerOnly() throws IOException {
        BrokerKey.in(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).as("no temporary file is left").containsExactly(file());
        }
    }

    @Test
    void refusesAFileThatOthersMayRead() throws IOException {
        BrokerKey.in(directory);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> BrokerKey.in(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void refusesEveryDamagedFile() throws IOException {
        BrokerKey.in(directory);
        byte[] whole = Files.readAllBytes(file());

        for (int position = 0; position < whole.length; position++) {
            byte[] damaged = whole.clone();
            damaged[position] ^= 1;
            Files.write(file(), damaged);

            assertThatThrownBy(() -> BrokerKey.in(directory))
                    .as("byte %d", position)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void neverShowsItsSecret() throws IOException {
        assertThat(BrokerKey.in(directory))
                .hasToString("BrokerKey[" + BrokerKey.in(directory).id() + "]");
    }

    private Path file() {
        return directory.resolve("ticket.key");
    }
}
