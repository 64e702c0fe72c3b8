/** What the node tells its operators: log lines. */
@NullMarked
package io.usher.node.telemetry;

import org.jspecify.annotations.NullMarked;
