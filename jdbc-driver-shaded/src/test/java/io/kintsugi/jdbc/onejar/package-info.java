/** What the one-jar driver promises beside the driver's own behaviour: it clashes with nothing, and it is small. */
@NullMarked
package io.kintsugi.jdbc.onejar;

import org.jspecify.annotations.NullMarked;
