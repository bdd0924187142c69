@NullMarked
package io.kintsugi.engine.mysql;

import org.jspecify.annotations.NullMarked;
