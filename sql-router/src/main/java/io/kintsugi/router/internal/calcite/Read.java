package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.syntax.Expression;

/** An expression just read and how tightly it holds together: PRIMARY when it stands in parentheses. */
record Read(Expression expression, Level level) {}
