/** What the router believes of MySQL, asked of a real server. */
@NullMarked
package io.kintsugi.router.mysql;

import org.jspecify.annotations.NullMarked;
