package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.ErrorReport;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.Ink;
import io.kintsugi.errors.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** An error of a statement: the server's own words, its code, and a caret under the place it names. */
final class SqlErrorText {
    private static final int CAUSES_MAX = 16;
    private static final int LINE_COLUMNS_MAX = 100;
    /** The id of one of our own errors at the end of its message. */
    private static final Pattern OWN_ID = Pattern.compile("\\A(.*?)\\s*\\[(K[0-9]{4})]\\s*\\z", Pattern.DOTALL);

    private SqlErrorText() {}

    static String of(SQLException failure, String sql, Ink ink) {
        ServerErrorMessage server = serverMessage(failure);
        if (server == null || server.getMessage() == null) {
            return own(failure, ink);
        }
        List<String> details = new ArrayList<>();
        if (server.getPosition() > 0) {
            details.add(place(sql, server.getPosition(), ink));
        }
        if (server.getDetail() != null) {
            details.add("detail: " + server.getDetail());
        }
        String hint = server.getHint() == null ? "" : server.getHint();
        return new ErrorReport(
                        String.valueOf(server.getMessage()),
                        String.join("\n", details),
                        hint,
                        String.valueOf(failure.getSQLState()),
                        ExitCode.FAILURE)
                .text(ink);
    }

    private static String own(SQLException failure, Ink ink) {
        ErrorReport report = ErrorReport.of(failure);
        Matcher own = OWN_ID.matcher(report.what());
        if (!own.matches()) {
            return report.text(ink);
        }
        String wayOut = adviceOf(own.group(2), own.group(1));
        return new ErrorReport(own.group(1), "", wayOut, own.group(2), report.exitCode()).text(ink);
    }

    /** The general advice, unless the message already says what to do. */
    private static String adviceOf(String id, String message) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.id().equals(id)) {
                return message.contains(code.advice()) ? "" : code.advice();
            }
        }
        return "";
    }

    private static @Nullable ServerErrorMessage serverMessage(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof PSQLException native1 && native1.getServerErrorMessage() != null) {
                return native1.getServerErrorMessage();
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** The line of the statement with the place, and a caret below; positions count characters from 1. */
    private static String place(String sql, int position, Ink ink) {
        int index = Math.min(
                sql.offsetByCodePoints(0, Math.min(position - 1, sql.codePointCount(0, sql.length()))), sql.length());
        int start = sql.lastIndexOf('\n', Math.max(0, index - 1)) + 1;
        int end = sql.indexOf('\n', index);
        String line = sql.substring(start, end < 0 ? sql.length() : end);
        int caret = index - start;
        int cut = Math.max(0, caret - LINE_COLUMNS_MAX * 2 / 3);
        String shown = ShownValue.of(line.substring(cut, Math.min(line.length(), cut + LINE_COLUMNS_MAX)));
        String before = ShownValue.of(line.substring(cut, caret));
        return shown + "\n" + " ".repeat(before.length()) + ink.gold("^");
    }
}
