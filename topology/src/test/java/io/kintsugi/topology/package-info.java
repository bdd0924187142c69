@NullMarked
package io.kintsugi.topology;

import org.jspecify.annotations.NullMarked;
