/** The driver over MySQL servers, beside one plain MySQL server and Connector/J. */
@NullMarked
package io.kintsugi.jdbc.mysql;

import org.jspecify.annotations.NullMarked;
