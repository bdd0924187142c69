/** {@code kintsugi doctor}: looks at every node of a cluster and says what is wrong and the line that puts it right. */
@NullMarked
package io.kintsugi.cli.doctor;

import org.jspecify.annotations.NullMarked;
