package io.kintsugi.router.planner.bind;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;

/**
 * Why a statement cannot be answered, kept in the plan cache like a plan.
 *
 * @param message what is not possible, without a full stop
 * @param remedy the way out, a whole sentence
 * @param token ordinal of the token to point at, in the text that was planned; negative when there is none
 * @param everywhere whether it holds also where it is certain which shard the statement goes to
 */
public record Refusal(ErrorCode code, String message, String remedy, int token, boolean everywhere) {
    /** The ordinal for "no place in particular". */
    public static final int NOWHERE = -1;

    public Refusal {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        requireNonNull(remedy, "remedy");
    }

    /** Of a statement that the shard itself could answer, if only it were certain which. */
    public Refusal(ErrorCode code, String message, String remedy, int token) {
        this(code, message, remedy, token, false);
    }

    /** The same, with one more reason. */
    public Refusal because(String more) {
        return new Refusal(code, message + "; " + more, remedy, token, everywhere);
    }

    /** The error for a text of the plan's key: the same refusal, at this text's own line and column. */
    public ShardException in(BoundText text) {
        String place = token < 0 ? "" : " (" + text.sql().position(text.map().toText(token)) + ")";
        return new ShardException(code, message + place + ".").withRemedy(remedy);
    }

    /** The refusal as something to throw while planning. */
    public RefusalException thrown() {
        return new RefusalException(this);
    }
}
