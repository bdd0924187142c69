/** {@code kintsugi manager}, which runs a manager, and {@code kintsugi status}, which asks one. */
@NullMarked
package io.kintsugi.cli.manager;

import org.jspecify.annotations.NullMarked;
