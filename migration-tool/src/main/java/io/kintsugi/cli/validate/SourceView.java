package io.kintsugi.cli.validate;

import io.kintsugi.cli.console.DisplayWidth;
import io.kintsugi.cli.console.Ink;
import java.util.List;

/** Shows errors in the file they are in: the line, and a caret under the place. */
final class SourceView {
    private static final int LINE_COLUMNS_MAX = 120;
    private static final String TAB = "\t";

    private final String file;
    private final List<String> lines;
    private final Ink ink;

    SourceView(String file, String text, Ink ink) {
        this.file = file;
        this.lines = text.lines().toList();
        this.ink = ink;
    }

    String show(SourceError error) {
        StringBuilder text = new StringBuilder(ink.red("error:") + " " + ink.bold(error.message()));
        if (error.line() < 1) {
            return text.append('\n').toString();
        }
        String margin = " ".repeat(String.valueOf(error.line()).length());
        text.append('\n').append(margin).append(ink.dim("--> "));
        text.append(file)
                .append(':')
                .append(error.line())
                .append(':')
                .append(error.column())
                .append('\n');
        if (error.line() <= lines.size()) {
            text.append(source(error, margin));
        }
        return text.toString();
    }

    private String source(SourceError error, String margin) {
        String line = lines.get(error.line() - 1);
        int caret = Math.min(Math.max(0, error.column() - 1), line.length());
        String bar = ink.dim(" | ");
        // A tab counts as one column for the parser, and as up to eight for the eye.
        String before = line.substring(0, caret).replace(TAB, " ");
        String shown = DisplayWidth.cut(line.replace(TAB, " "), LINE_COLUMNS_MAX);
        int column = Math.min(DisplayWidth.of(before), LINE_COLUMNS_MAX);
        return ink.dim(String.valueOf(error.line())) + bar + shown + "\n" + margin + bar + " ".repeat(column)
                + ink.gold("^") + "\n";
    }
}
