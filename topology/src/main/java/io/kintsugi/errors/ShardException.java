package io.kintsugi.errors;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one exception that reaches users: a code, what happened, and where known the way out of this occurrence. */
public final class ShardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String remedy;

    public ShardException(ErrorCode code, String message) {
        this(code, message, null, null);
    }

    public ShardException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, null, cause);
    }

    private ShardException(ErrorCode code, String message, @Nullable String remedy, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.code = requireNonNull(code, "code");
        this.remedy = remedy;
    }

    /** The same failure with the way out of this very occurrence, such as "Add user_id to the condition.". */
    public ShardException withRemedy(String text) {
        ShardException copy = new ShardException(code, description(), requireNonNull(text, "text"), getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    public ErrorCode code() {
        return code;
    }

    /** The way out of this occurrence; the code's general advice applies where it is empty. */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    /** What happened, without remedy and id. */
    public String description() {
        return requireNonNull(super.getMessage(), "message");
    }

    /** What happened, the remedy if there is one, and the id in brackets. */
    @Override
    public String getMessage() {
        String way = remedy == null ? "" : " " + remedy;
        return description() + way + " [" + code.id() + "]";
    }
}
