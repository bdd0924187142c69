@NullMarked
package io.kintsugi.engine.execution;

import org.jspecify.annotations.NullMarked;
