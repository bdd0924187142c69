/**
 * {@code kintsugi demo}: a whole cluster of real servers on this machine, with data, a workload and a page to look at.
 * Everything it starts can be found and stopped again, however it ended.
 */
@NullMarked
package io.kintsugi.cli.demo;

import org.jspecify.annotations.NullMarked;
