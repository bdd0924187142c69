package io.kintsugi.cli.console;

import io.kintsugi.embedded.EmbeddedServerException;
import io.kintsugi.embedded.ServerFailure;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An error as people and programs see it.
 *
 * @param what one sentence or a few lines
 * @param details further lines, such as the end of a server's log; may be empty
 * @param wayOut what to do; may be empty
 * @param code the id or SQLSTATE; may be empty
 */
public record ErrorReport(String what, String details, String wayOut, String code, int exitCode) {
    private static final int CAUSES_MAX = 16;

    /** Sorts a failure. */
    public static ErrorReport of(Throwable failure) {
        if (failure instanceof CliException own) {
            return new ErrorReport(message(own), "", own.wayOut(), "", own.exitCode());
        }
        ShardException shard = find(failure, ShardException.class);
        if (shard != null) {
            return ofShard(shard);
        }
        EmbeddedServerException server = find(failure, EmbeddedServerException.class);
        if (server != null) {
            return ofServer(server);
        }
        if (failure instanceof SQLException sql) {
            return ofSql(sql);
        }
        if (failure instanceof IOException file) {
            return ofFile(file);
        }
        if (failure instanceof UncheckedIOException state) {
            return ofState(state);
        }
        return new ErrorReport(
                failure.toString(),
                "",
                "Run the command again with --verbose and report what it shows.",
                ErrorCode.INTERNAL.id(),
                ExitCode.FAILURE);
    }

    private static ErrorReport ofShard(ShardException failure) {
        String wayOut = failure.remedy().orElse(failure.code().advice());
        return new ErrorReport(failure.description(), "", wayOut, failure.code().id(), exitCode(failure));
    }

    private static int exitCode(ShardException failure) {
        return switch (failure.code()) {
            case INVALID_URL, INVALID_PROPERTY, INVALID_ARGUMENT -> ExitCode.USAGE;
            case NOT_FOUND -> ExitCode.NOT_FOUND;
            case TOPOLOGY_UNREACHABLE ->
                find(failure, NoSuchFileException.class) == null ? ExitCode.UNREACHABLE : ExitCode.NOT_FOUND;
            case NODE_UNREACHABLE -> ExitCode.UNREACHABLE;
            case GUARD_MISMATCH,
                    GUARD_MISSING,
                    NODE_NOT_PRIMARY,
                    DDL_LOCKED,
                    DDL_INTERRUPTED,
                    PORT_IN_USE,
                    DEMO_ALREADY_RUNNING,
                    STATE_LOCKED,
                    VERSION_CONFLICT -> ExitCode.PRECONDITION;
            default -> ExitCode.FAILURE;
        };
    }

    /** The message is: what happened, the advice, then the end of the server's log on lines of its own. */
    private static ErrorReport ofServer(EmbeddedServerException failure) {
        String text = message(failure);
        int lineEnd = text.indexOf('\n');
        String first = lineEnd < 0 ? text : text.substring(0, lineEnd).stripTrailing();
        String log = lineEnd < 0 ? "" : text.substring(lineEnd + 1);
        String advice = failure.failure().advice();
        boolean port = failure.failure() == ServerFailure.PORT_TAKEN;
        ErrorCode code = port ? ErrorCode.PORT_IN_USE : ErrorCode.EMBEDDED_START_FAILED;
        return new ErrorReport(
                first.replace(advice, "").strip(),
                log,
                advice,
                code.id(),
                port ? ExitCode.PRECONDITION : ExitCode.FAILURE);
    }

    private static ErrorReport ofSql(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("08")) {
            return new ErrorReport(
                    message(failure), "", ErrorCode.NODE_UNREACHABLE.advice(), state, ExitCode.UNREACHABLE);
        }
        return new ErrorReport(message(failure), "", "", state, ExitCode.FAILURE);
    }

    private static ErrorReport ofFile(IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return new ErrorReport(
                    "There is no file " + message(failure) + ".", "", "Check the path.", "", ExitCode.NOT_FOUND);
        }
        if (failure instanceof AccessDeniedException) {
            return new ErrorReport(
                    "No permission for " + message(failure) + ".",
                    "",
                    "Choose a place that belongs to you.",
                    "",
                    ExitCode.FAILURE);
        }
        return new ErrorReport(message(failure), "", "", "", ExitCode.FAILURE);
    }

    /** The message says what could not be done, its cause with which file and why. */
    private static ErrorReport ofState(UncheckedIOException failure) {
        IOException cause = failure.getCause();
        String why = cause == null ? "" : (cause instanceof AccessDeniedException ? ": no permission for " : ": ");
        return new ErrorReport(
                message(failure) + why + (cause == null ? "" : message(cause)) + ".",
                "",
                ErrorCode.STATE_IO.advice(),
                ErrorCode.STATE_IO.id(),
                ExitCode.FAILURE);
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** The first of this type among a failure and its causes. */
    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** {@code error: what}, the details, the way out and the code, on lines that can be told apart. */
    public String text(Ink ink) {
        return text(ink, 0);
    }

    /** The same, broken between words to fit a terminal; a width of 0 breaks nothing. */
    public String text(Ink ink, int width) {
        boolean hasWayOut = !wayOut.isEmpty();
        StringBuilder text = new StringBuilder();
        text.append(paragraph("error:", what, hasWayOut ? "" : code, width).replaceFirst("error:", ink.red("error:")));
        if (!details.isEmpty()) {
            text.append('\n').append(ink.dim(details.indent(4).stripTrailing()));
        }
        if (hasWayOut) {
            String line = paragraph("way out:", wayOut, code, width);
            text.append('\n').append(line.replaceFirst("way out:", ink.gold("way out:")));
        }
        return code.isEmpty() ? text.toString() : dimCode(text.toString(), ink);
    }

    private String dimCode(String text, Ink ink) {
        String bracketed = "[" + code + "]";
        int last = text.lastIndexOf(bracketed);
        return text.substring(0, last) + ink.dim(bracketed) + text.substring(last + bracketed.length());
    }

    private static String paragraph(String title, String sentence, String code, int width) {
        String whole = title + " " + sentence + (code.isEmpty() ? "" : " [" + code + "]");
        return whole.lines().map(line -> wrapped(line, width)).collect(Collectors.joining("\n  "));
    }

    private static String wrapped(String line, int width) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String word : line.split(" ", -1)) {
            int length = DisplayWidth.of(word);
            boolean breaks = width > 0 && column > 0 && column + 1 + length > width;
            text.append(breaks ? "\n  " : column == 0 ? "" : " ").append(word);
            column = breaks ? 2 + length : column + (column == 0 ? 0 : 1) + length;
        }
        return text.toString();
    }

    /** The same for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error", what);
        if (!code.isEmpty()) {
            json.put("code", code);
        }
        if (!wayOut.isEmpty()) {
            json.put("wayOut", wayOut);
        }
        return json;
    }
}
