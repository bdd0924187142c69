/** Reads and writes a topology as YAML 1.2; every error names its line and column. */
@NullMarked
package io.kintsugi.topology.yaml;

import org.jspecify.annotations.NullMarked;
