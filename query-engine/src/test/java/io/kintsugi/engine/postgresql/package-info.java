@NullMarked
package io.kintsugi.engine.postgresql;

import org.jspecify.annotations.NullMarked;
