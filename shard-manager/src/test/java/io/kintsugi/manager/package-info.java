/** Tests of the manager as a whole. */
@NullMarked
package io.kintsugi.manager;

import org.jspecify.annotations.NullMarked;
