/**
 * Small texts kept on disk so that a crash at any moment leaves the old or the new one, and damage is noticed: the
 * manager's topology versions and the clients' copies of the last one.
 */
@NullMarked
package io.kintsugi.topology.storage;

import org.jspecify.annotations.NullMarked;
