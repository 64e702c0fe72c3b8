package io.usher.node.wire;

import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;

/**
 * The metadata header by which a call says which site it means. One process may serve several, and one that serves a
 * single one turns those away that mean another.
 */
public final class SiteHeader {

    /** Its name; the value is the id of the site. */
    public static final Metadata.Key<String> KEY = Metadata.Key.of("usher-site", Metadata.ASCII_STRING_MARSHALLER);

    private SiteHeader() {}

    /**
     * Has every call name a site.
     *
     * @param site its id, of printable ASCII
     */
    public static ClientInterceptor naming(String site) {
        Metadata headers = new Metadata();
        headers.put(KEY, site);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }
}
