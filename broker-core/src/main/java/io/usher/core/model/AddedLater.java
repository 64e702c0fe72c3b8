package io.usher.core.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a record in the replicated state or of a command that releases before this feature level do not
 * have. While it says nothing, that is empty, false, 0, the first level or a record of such, it does not count in
 * digests, fingerprints and the audit: brokers of both releases then have the same of them. It must say nothing at
 * lower levels, which the commands that bring it see to, by what they need.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface AddedLater {

    /** From this feature level on the component may say something. */
    int level();
}
