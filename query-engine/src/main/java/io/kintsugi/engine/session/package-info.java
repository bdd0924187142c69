/**
 * What a session has set: settings that every connection it uses must have, and savepoints that late shards must
 * replay.
 */
@NullMarked
package io.kintsugi.engine.session;

import org.jspecify.annotations.NullMarked;
