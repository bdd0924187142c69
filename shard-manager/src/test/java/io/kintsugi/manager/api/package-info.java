/** Tests of this package. */
@NullMarked
package io.kintsugi.manager.api;

import org.jspecify.annotations.NullMarked;
