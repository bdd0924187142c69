@NullMarked
package io.kintsugi.topology.yaml;

import org.jspecify.annotations.NullMarked;
