/**
 * The same small shop in Hibernate, MyBatis, jOOQ, Jdbi, Flyway and Liquibase. Nothing in here knows Kintsugi: each
 * program takes a JDBC URL, and runs unchanged on one server and on many.
 */
@NullMarked
package io.kintsugi.examples.frameworks;

import org.jspecify.annotations.NullMarked;
