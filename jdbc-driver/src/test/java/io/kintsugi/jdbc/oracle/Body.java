package io.kintsugi.jdbc.oracle;

/**
 * A query's text, parameters still marked.
 *
 * @param ordered whether its ORDER BY leaves no choice
 */
record Body(String text, boolean ordered) {}
