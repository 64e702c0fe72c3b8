package io.usher.node.replication.codec;

import com.google.protobuf.ProtocolMessageEnum;
import java.util.EnumMap;
import java.util.Map;

/**
 * Pairs the constants of a core enum with those of its code by name, so that a constant without a partner is found when
 * the class is loaded and not when the constant is met.
 */
final class EnumCodec<C extends Enum<C>, P extends Enum<P> & ProtocolMessageEnum> {

    private final Map<C, P> codes;
    private final Map<P, C> constants;

    private EnumCodec(Map<C, P> codes, Map<P, C> constants) {
        this.codes = codes;
        this.constants = constants;
    }

    /**
     * Pairs {@code FOO} with {@code PREFIX_FOO}.
     *
     * @throws IllegalStateException when a constant of either side has no partner
     */
    static <C extends Enum<C>, P extends Enum<P> & ProtocolMessageEnum> EnumCodec<C, P> of(
            Class<C> core, Class<P> code, String prefix) {
        Map<C, P> codes = new EnumMap<>(core);
        Map<P, C> constants = new EnumMap<>(code);
        for (C constant : core.getEnumConstants()) {
            P partner = Enum.valueOf(code, prefix + "_" + constant.name());
            codes.put(constant, partner);
            constants.put(partner, constant);
        }
        // Beside the partners there are UNSPECIFIED and the generator's UNRECOGNIZED.
        int expected = codes.size() + 2;
        int found = code.getEnumConstants().length;
        if (found != expected) {
            throw new IllegalStateException(
                    code.getSimpleName() + " must have " + expected + " constants, found " + found);
        }
        return new EnumCodec<>(codes, constants);
    }

    P encode(C constant) {
        P code = codes.get(constant);
        if (code == null) {
            throw new IllegalStateException("no code for " + constant);
        }
        return code;
    }

    C decode(P code) {
        C constant = constants.get(code);
        if (constant == null) {
            throw new FormatException("unknown code " + code.getDeclaringClass().getSimpleName() + "." + code.name());
        }
        return constant;
    }
}
