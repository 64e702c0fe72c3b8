/** Bearer tokens of people: whom an issuer of OpenID Connect says that a caller is. */
@NullMarked
package io.usher.node.oidc;

import org.jspecify.annotations.NullMarked;
