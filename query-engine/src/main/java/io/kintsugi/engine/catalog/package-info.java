/** The logical schema as the catalog's own system tables describe it, and how long it may be believed. */
@NullMarked
package io.kintsugi.engine.catalog;

import org.jspecify.annotations.NullMarked;
