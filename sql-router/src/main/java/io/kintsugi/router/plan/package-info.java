/**
 * What the engine is asked to do with one statement: immutable values, no behaviour that needs a connection.
 */
@NullMarked
package io.kintsugi.router.plan;

import org.jspecify.annotations.NullMarked;
