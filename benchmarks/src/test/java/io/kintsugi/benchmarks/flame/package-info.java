@org.jspecify.annotations.NullMarked
package io.kintsugi.benchmarks.flame;
