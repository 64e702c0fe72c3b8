package io.usher.core.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes records into SHA-256 in one unambiguous form: every value with its type, every text and list with its length,
 * every record with its name and all its components in order of declaration. Since it walks the records themselves, a
 * new component cannot be forgotten. Not thread-safe.
 */
final class CanonicalEncoder {

    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Method[] accessors = new Method[components.length];
            for (int i = 0; i < components.length; i++) {
                accessors[i] = components[i].getAccessor();
                accessors[i].setAccessible(true);
            }
            return accessors;
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
        for (Method accessor : ACCESSORS.get(composite.getClass())) {
            try {
                write(accessor.invoke(composite));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + accessor, e);
            }
        }
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
