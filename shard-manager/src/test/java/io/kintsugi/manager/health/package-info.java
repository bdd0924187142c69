/** Tests of this package. */
@NullMarked
package io.kintsugi.manager.health;

import org.jspecify.annotations.NullMarked;
