@NullMarked
package io.kintsugi.engine;

import org.jspecify.annotations.NullMarked;
