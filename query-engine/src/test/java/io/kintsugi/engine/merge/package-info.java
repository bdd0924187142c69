@NullMarked
package io.kintsugi.engine.merge;

import org.jspecify.annotations.NullMarked;
