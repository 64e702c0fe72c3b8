/**
 * Real desktops on one machine: session hosts with xrdp, each in namespaces of its own, and stock RDP clients. Needs
 * root. Nothing of the machine itself is changed, and nothing listens on its own network.
 */
@NullMarked
package io.usher.it.desktops;

import org.jspecify.annotations.NullMarked;
