/**
 * Results made of native result sets: every getter, conversion and piece of metadata that the application sees is the
 * native driver's own.
 */
@NullMarked
package io.kintsugi.engine.result;

import org.jspecify.annotations.NullMarked;
