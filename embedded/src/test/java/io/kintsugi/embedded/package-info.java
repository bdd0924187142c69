/** Tests of the launcher on real servers. */
@NullMarked
package io.kintsugi.embedded;

import org.jspecify.annotations.NullMarked;
