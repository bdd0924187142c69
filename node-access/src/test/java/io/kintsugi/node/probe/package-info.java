/** Tests of looking at nodes, sick and sound. */
@NullMarked
package io.kintsugi.node.probe;

import org.jspecify.annotations.NullMarked;
