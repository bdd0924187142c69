/**
 * The few latest events worth a person's attention, for the status page. Not a log: bounded, and gone with the
 * process.
 */
@NullMarked
package io.kintsugi.manager.journal;

import org.jspecify.annotations.NullMarked;
