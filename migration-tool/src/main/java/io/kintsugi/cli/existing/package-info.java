/** What an existing database holds: its tables for advice, its definitions one by one for judgement. Only reads. */
@NullMarked
package io.kintsugi.cli.existing;

import org.jspecify.annotations.NullMarked;
