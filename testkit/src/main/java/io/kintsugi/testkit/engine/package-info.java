/** Which tests want MySQL, and the record of what they ran on: nothing is left out silently. */
@NullMarked
package io.kintsugi.testkit.engine;

import org.jspecify.annotations.NullMarked;
