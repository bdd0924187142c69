@NullMarked
package io.kintsugi.errors;

import org.jspecify.annotations.NullMarked;
