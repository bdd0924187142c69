@NullMarked
package io.kintsugi.testkit.engine;

import org.jspecify.annotations.NullMarked;
