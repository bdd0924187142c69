/** The shop in MyBatis. */
@NullMarked
package io.kintsugi.examples.frameworks.mybatis;

import org.jspecify.annotations.NullMarked;
