/**
 * What users see when something is refused or fails: one enum of codes with stable ids, and the one exception that
 * carries them.
 */
@NullMarked
package io.kintsugi.errors;

import org.jspecify.annotations.NullMarked;
