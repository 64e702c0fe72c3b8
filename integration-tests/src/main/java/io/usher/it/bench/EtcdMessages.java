package io.usher.it.bench;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The two calls of etcd that are needed here, written and read field by field. */
final class EtcdMessages {

    private static final int PUT_KEY = 1;
    private static final int PUT_VALUE = 2;
    private static final int STATUS_HEADER = 1;
    private static final int STATUS_LEADER = 4;
    private static final int HEADER_MEMBER = 2;

    private EtcdMessages() {}

    static MethodDescriptor<byte[], byte[]> put() {
        return method("etcdserverpb.KV/Put");
    }

    static MethodDescriptor<byte[], byte[]> status() {
        return method("etcdserverpb.Maintenance/Status");
    }

    private static MethodDescriptor<byte[], byte[]> method(String name) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(name)
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    static byte[] putRequest(byte[] key, byte[] value) {
        byte[] request = new byte
                [CodedOutputStream.computeByteArraySize(PUT_KEY, key)
                        + CodedOutputStream.computeByteArraySize(PUT_VALUE, value)];
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(request);
            out.writeByteArray(PUT_KEY, key);
            out.writeByteArray(PUT_VALUE, value);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("an array of the right size was too small", e);
        }
        return request;
    }

    /** Whether the member that sent this status leads. */
    static boolean leads(byte[] status) {
        long member = 0;
        long leader = 0;
        try {
            CodedInputStream in = CodedInputStream.newInstance(status);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case STATUS_HEADER -> member = member(in.readByteArray());
                    case STATUS_LEADER -> leader = in.readUInt64();
                    default -> in.skipField(tag);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("etcd sent a status that cannot be read", e);
        }
        return leader != 0 && leader == member;
    }

    private static long member(byte[] header) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(header);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == HEADER_MEMBER) {
                return in.readUInt64();
            }
            in.skipField(tag);
        }
        return 0;
    }

    /** Messages as they are on the wire. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read a response", e);
            }
        }
    }
}
