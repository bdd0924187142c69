/**
 * The manager over HTTP: the interface under {@code /v1}, described by {@code /v1/openapi.json}, and the status page.
 * The only package that knows Vert.x. Everything here runs on one event loop, except what {@link
 * io.kintsugi.manager.api.Workers} does, so its state needs no locks.
 */
@NullMarked
package io.kintsugi.manager.api;

import org.jspecify.annotations.NullMarked;
