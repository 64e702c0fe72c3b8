/** What the Ratis server keeps to itself and this node has to reach; one class for each mistake of Ratis. */
@NullMarked
package org.apache.ratis.server.impl;

import org.jspecify.annotations.NullMarked;
