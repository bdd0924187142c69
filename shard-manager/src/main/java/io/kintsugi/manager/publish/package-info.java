/**
 * Which topology is in force, and who has it: takes changes from the cluster file and the API, checks and stores them,
 * tells listeners, and remembers what clients acknowledge.
 */
@NullMarked
package io.kintsugi.manager.publish;

import org.jspecify.annotations.NullMarked;
