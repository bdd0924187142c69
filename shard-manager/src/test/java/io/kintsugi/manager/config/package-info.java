/** Tests of this package. */
@NullMarked
package io.kintsugi.manager.config;

import org.jspecify.annotations.NullMarked;
