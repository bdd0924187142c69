/** Where the versions of the topology are kept: a small contract, and one implementation over a folder of files. */
@NullMarked
package io.kintsugi.manager.store;

import org.jspecify.annotations.NullMarked;
