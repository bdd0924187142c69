/** MySQL in containers, for tests where no folder of an unpacked MySQL is named. The only user of Testcontainers. */
@NullMarked
package io.kintsugi.testkit.container;

import org.jspecify.annotations.NullMarked;
