package io.kintsugi.topology;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;

/** The two errors this package reports. */
final class TopologyErrors {
    private TopologyErrors() {}

    static ShardException invalid(String message) {
        return new ShardException(ErrorCode.TOPOLOGY_INVALID, message);
    }

    static ShardException invalidKey(String message) {
        return new ShardException(ErrorCode.SHARDING_KEY_INVALID, message);
    }
}
