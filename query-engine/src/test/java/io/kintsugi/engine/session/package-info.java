@NullMarked
package io.kintsugi.engine.session;

import org.jspecify.annotations.NullMarked;
