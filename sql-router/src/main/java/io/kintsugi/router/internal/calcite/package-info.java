/**
 * Reads statements with the grammar of Apache Calcite, extended at build time. Our tokens are fed to the generated
 * parser, its tree is then read along our tokens, one by one, into {@link io.kintsugi.router.syntax}. Only here:
 * Calcite.
 */
@NullMarked
package io.kintsugi.router.internal.calcite;

import org.jspecify.annotations.NullMarked;
