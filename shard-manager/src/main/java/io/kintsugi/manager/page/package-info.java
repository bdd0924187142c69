/**
 * The status page: a pure function from what is known to HTML. Every text is escaped by {@link
 * io.kintsugi.manager.page.Markup}, since error texts come from servers and files; no inline script or style, so that
 * the content security policy can forbid them.
 */
@NullMarked
package io.kintsugi.manager.page;

import org.jspecify.annotations.NullMarked;
