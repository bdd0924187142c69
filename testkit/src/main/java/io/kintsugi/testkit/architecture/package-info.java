/** The rules that keep dependencies one-way and sources tidy, as checks that each module's tests run. */
@NullMarked
package io.kintsugi.testkit.architecture;

import org.jspecify.annotations.NullMarked;
