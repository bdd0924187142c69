package io.kintsugi.router.planner.ddl;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;

/** Makes the errors of this package: what is refused and why, and the way out. */
final class Refusal {
    private Refusal() {}

    static ShardException of(String reason, String remedy) {
        return of(ErrorCode.DDL_REFUSED, reason, remedy);
    }

    static ShardException of(ErrorCode code, String reason, String remedy) {
        return new ShardException(code, reason).withRemedy(remedy);
    }
}
