package io.usher.node.oidc;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Checks tokens with the keys that an issuer had at some time. Thread-safe; does not block. */
final class TokenCheck {

    /** Tokens that were found good: those of a large site's people, by hash, so that none is kept. */
    private static final int REMEMBERED = 10_000;

    /** As many as the rules of resources look at; more do not fit into the headers of a call. */
    private static final int MOST_GROUPS = 1_024;

    private static final int MAX_NAME = 200;

    /** Signatures of a key pair alone: with a shared secret, whoever checks tokens could make them. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcSettings settings;
    private final JWKSet keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Cache<HashCode, TokenHolder> known =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    TokenCheck(OidcSettings settings, JWKSet keys) {
        this.settings = settings;
        this.keys = keys;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
                Set.of("exp", settings.userClaim())));
    }

    /** Whether the token names a key that the issuer did not have. */
    boolean lacksKeyOf(String token) throws TokenException {
        try {
            String id = SignedJWT.parse(token).getHeader().getKeyID();
            return id == null ? keys.isEmpty() : keys.getKeyByKeyId(id) == null;
        } catch (ParseException e) {
            throw new TokenException("the token is no signed JWT", false);
        }
    }

    TokenHolder check(String token, Instant now) throws TokenException {
        HashCode hash = Hashing.sha256().hashString(token, StandardCharsets.UTF_8);
        TokenHolder found = known.getIfPresent(hash);
        if (found != null && now.isBefore(found.expires())) {
            return found;
        }
        TokenHolder holder = holder(verified(token));
        known.put(hash, holder);
        return holder;
    }

    private JWTClaimsSet verified(String token) throws TokenException {
        try {
            return processor.process(token, null);
        } catch (BadJWTException e) {
            // What is said of claims names what was expected, and never the token.
            throw new TokenException("the token is not good: " + e.getMessage(), false);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new TokenException(
                    "the token is not signed by a key of " + settings.issuer() + " in a way that is trusted", false);
        }
    }

    private TokenHolder holder(JWTClaimsSet claims) throws TokenException {
        try {
            String user = claims.getStringClaim(settings.userClaim());
            if (user == null || !isPlain(user)) {
                throw new TokenException("the token names no user in its claim " + settings.userClaim(), false);
            }
            List<String> told = claims.getClaim(settings.groupsClaim()) == null
                    ? List.of()
                    : claims.getStringListClaim(settings.groupsClaim());
            if (told.size() > MOST_GROUPS) {
                // To leave some out would refuse what they are allowed.
                throw new TokenException(
                        "the token must name at most " + MOST_GROUPS + " groups in its claim " + settings.groupsClaim()
                                + ", found " + told.size() + "; have the issuer leave out those of no use here",
                        false);
            }
            List<String> groups = told.stream().filter(TokenCheck::isPlain).toList();
            return new TokenHolder(user, groups, claims.getExpirationTime().toInstant());
        } catch (ParseException e) {
            throw new TokenException("the claims of the token are not of the kind that is expected", false);
        }
    }

    /** A name with a line break could pretend to be more in a log. */
    private static boolean isPlain(String text) {
        return !text.isBlank() && text.length() <= MAX_NAME && text.chars().noneMatch(Character::isISOControl);
    }
}
