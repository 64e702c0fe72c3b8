package io.usher.node.oidc;

/** A token that is not taken. Says why in words that hold nothing of the token. Expected: carries no stack trace. */
public final class TokenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean isTemporary;

    TokenException(String message, boolean isTemporary) {
        super(message, null, false, false);
        this.isTemporary = isTemporary;
    }

    /** Whether the same token may be taken in a moment, when the keys of the issuer are known. */
    public boolean isTemporary() {
        return isTemporary;
    }
}
