/** How answers look: tables for people, JSON and YAML of the API's messages for programs. */
@NullMarked
package io.usher.node.cli.output;

import org.jspecify.annotations.NullMarked;
