/** Tests of this package. */
@NullMarked
package io.kintsugi.manager.store;

import org.jspecify.annotations.NullMarked;
