@NullMarked
package io.kintsugi.engine.dialect;

import org.jspecify.annotations.NullMarked;
