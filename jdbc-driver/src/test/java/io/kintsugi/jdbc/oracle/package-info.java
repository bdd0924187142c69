/**
 * Tries to break the whole: random statements run on one plain database and on clusters of one, two and four shards. An
 * answer is equal or it is a refusal by name; a write leaves the same rows everywhere or changes nothing.
 */
@NullMarked
package io.kintsugi.jdbc.oracle;

import org.jspecify.annotations.NullMarked;
