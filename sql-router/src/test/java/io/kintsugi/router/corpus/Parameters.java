package io.kintsugi.router.corpus;

import io.kintsugi.router.ParameterValues;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Parameters for statements of which nothing is known: the same value everywhere, one kind after another. */
final class Parameters {
    static final List<ParameterValues> KINDS = List.of(
            number -> 7L,
            number -> "7",
            number -> LocalDate.of(2026, 11, 20),
            number -> Timestamp.valueOf("2026-11-20 12:00:00"),
            number -> new UUID(7, 7));

    private Parameters() {}
}
