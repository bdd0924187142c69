@NullMarked
package io.kintsugi.engine.id;

import org.jspecify.annotations.NullMarked;
