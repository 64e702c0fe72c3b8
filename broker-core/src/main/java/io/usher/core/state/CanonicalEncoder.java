package io.usher.core.state;

import io.usher.core.model.AddedLater;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes records into SHA-256 in one unambiguous form: every value with its type, every text and list with its length,
 * every record with its name and all its components in order of declaration. Since it walks the records themselves, a
 * new component cannot be forgotten; one that was added after the first release is left out while it says nothing, see
 * {@link AddedLater}. Not thread-safe.
 */
final class CanonicalEncoder {

    private record Component(String name, Method accessor, boolean addedLater) {}

    private static final ClassValue<Component[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected Component[] computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(CanonicalEncoder::component)
                    .toArray(Component[]::new);
        }
    };

    // Holds most commands whole; larger things go through in pieces.
    private static final int BUFFER_BYTES = 512;

    private final MessageDigest digest;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;

    CanonicalEncoder() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    void write(Object value) {
        if (value instanceof String text) {
            writeText('s', text);
        } else if (value instanceof Long number) {
            writeNumber('n', number);
        } else if (value instanceof Integer number) {
            writeNumber('n', number);
        } else if (value instanceof Boolean truth) {
            writeNumber('b', truth ? 1 : 0);
        } else if (value instanceof Enum<?> constant) {
            writeText('e', constant.name());
        } else if (value instanceof Duration duration) {
            writeNumber('d', duration.toNanos());
        } else {
            writeComposite(value);
        }
    }

    /** Ends what was written; what is written next begins anew. */
    byte[] finish() {
        flush();
        return digest.digest();
    }

    private void writeComposite(Object value) {
        if (value instanceof Optional<?> optional) {
            writeNumber('o', optional.isPresent() ? 1 : 0);
            optional.ifPresent(this::write);
        } else if (value instanceof OptionalInt optional) {
            writeNumber('o', optional.isPresent() ? 1 : 0);
            optional.ifPresent(this::write);
        } else if (value instanceof List<?> list) {
            writeNumber('l', list.size());
            for (Object element : list) {
                write(element);
            }
        } else if (value instanceof Record composite) {
            writeRecord(composite);
        } else {
            throw new Fault("no canonical form for " + value.getClass());
        }
    }

    private void writeRecord(Record composite) {
        writeText('r', composite.getClass().getSimpleName());
        for (Component component : COMPONENTS.get(composite.getClass())) {
            try {
                writeComponent(component, component.accessor().invoke(composite));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + component.accessor(), e);
            }
        }
    }

    private void writeComponent(Component component, Object value) {
        if (!component.addedLater()) {
            write(value);
        } else if (!Silence.is(value)) {
            // With its name: what follows must not be taken for it where it is left out.
            writeText('c', component.name());
            write(value);
        }
    }

    private static Component component(RecordComponent component) {
        component.getAccessor().setAccessible(true);
        return new Component(
                component.getName(), component.getAccessor(), component.isAnnotationPresent(AddedLater.class));
    }

    private void writeText(char type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeNumber(type, bytes.length);
        if (bytes.length > buffer.length - used) {
            flush();
        }
        if (bytes.length > buffer.length) {
            digest.update(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, used, bytes.length);
            used += bytes.length;
        }
    }

    private void writeNumber(char type, long number) {
        if (buffer.length - used < 1 + Long.BYTES) {
            flush();
        }
        buffer[used++] = (byte) type;
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[used++] = (byte) (number >>> shift);
        }
    }

    private void flush() {
        digest.update(buffer, 0, used);
        used = 0;
    }
}
