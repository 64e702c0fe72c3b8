package io.usher.node.api;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import io.usher.node.api.mapping.RoleMapping;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Reads who somebody is from their certificate, which the connection has checked. Bounded, whatever is in it. */
final class CertificateNames {

    /** Names that are looked at; what comes after has no say. */
    private static final int MOST = 32;

    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;

    private static final Map<String, String> KINDS = Map.of("CN", "cn", "OU", "ou", "O", "o");

    private CertificateNames() {}

    /** Who the certificate says that its holder is; nobody where it cannot be read. */
    static Identity of(X509Certificate certificate) {
        ListMultimap<String, String> byKind = ArrayListMultimap.create();
        try {
            subject(certificate, byKind);
            alternatives(certificate, byKind);
        } catch (InvalidNameException | CertificateParsingException e) {
            return Identity.NONE;
        }
        List<String> names = new ArrayList<>();
        RoleMapping.KINDS.forEach(kind -> byKind.get(kind).forEach(name -> names.add(kind + ":" + name)));
        List<String> hosts = new ArrayList<>(byKind.get("cn"));
        hosts.addAll(byKind.get("dns"));
        String user = byKind.get("cn").stream().findFirst().orElse("");
        return new Identity(names.stream().limit(MOST).toList(), user, hosts, byKind.get("ou"));
    }

    /** Only the innermost common name counts: a holder has one. */
    private static void subject(X509Certificate certificate, ListMultimap<String, String> names)
            throws InvalidNameException {
        List<Rdn> outermostFirst =
                new LdapName(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253)).getRdns();
        boolean isNamed = false;
        for (int i = outermostFirst.size() - 1; i >= 0; i--) {
            Rdn part = outermostFirst.get(i);
            String kind = KINDS.get(part.getType().toUpperCase(Locale.ROOT));
            boolean isCommonName = "cn".equals(kind);
            if (kind != null && part.getValue() instanceof String text && !(isCommonName && isNamed)) {
                add(names, kind, text);
                isNamed |= isCommonName;
            }
        }
    }

    private static void alternatives(X509Certificate certificate, ListMultimap<String, String> names)
            throws CertificateParsingException {
        Collection<List<?>> found = certificate.getSubjectAlternativeNames();
        if (found == null) {
            return;
        }
        for (List<?> alternative : found) {
            if (alternative.get(1) instanceof String text) {
                switch ((Integer) alternative.get(0)) {
                    case EMAIL -> add(names, "email", text);
                    case DNS -> add(names, "dns", text);
                    case URI -> add(names, "uri", text);
                    default -> {
                        // Addresses and other kinds tell nobody apart.
                    }
                }
            }
        }
    }

    /** A name with a line break could pretend to be more in a log. */
    private static void add(ListMultimap<String, String> names, String kind, String text) {
        boolean isPlain =
                !text.isEmpty() && text.length() <= 256 && text.chars().noneMatch(Character::isISOControl);
        if (isPlain) {
            names.put(kind, text);
        }
    }
}
