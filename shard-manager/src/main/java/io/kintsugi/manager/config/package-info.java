/** Every limit and setting of the manager, with its name and default in one place. */
@NullMarked
package io.kintsugi.manager.config;

import org.jspecify.annotations.NullMarked;
