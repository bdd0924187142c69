@NullMarked
package io.kintsugi.testkit.container;

import org.jspecify.annotations.NullMarked;
