/**
 * What an application on Spring Boot gets for putting the starter on its class path: the driver for URLs that begin
 * with {@code jdbc:kintsugi:}, a health indicator with a line for each shard, and the meters.
 */
@NullMarked
package io.kintsugi.spring;

import org.jspecify.annotations.NullMarked;
