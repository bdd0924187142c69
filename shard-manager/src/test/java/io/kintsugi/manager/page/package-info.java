/** Tests of this package. */
@NullMarked
package io.kintsugi.manager.page;

import org.jspecify.annotations.NullMarked;
