/** Tests of this package. */
@NullMarked
package io.kintsugi.manager.publish;

import org.jspecify.annotations.NullMarked;
