@NullMarked
package io.kintsugi.node;

import org.jspecify.annotations.NullMarked;
