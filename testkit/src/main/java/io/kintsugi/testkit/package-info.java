/** What only Kintsugi's own tests use: rules of the house, oracles, fakes. Never on a user's class path. */
@NullMarked
package io.kintsugi.testkit;

import org.jspecify.annotations.NullMarked;
