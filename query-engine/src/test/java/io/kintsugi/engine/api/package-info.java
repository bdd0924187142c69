@NullMarked
package io.kintsugi.engine.api;

import org.jspecify.annotations.NullMarked;
