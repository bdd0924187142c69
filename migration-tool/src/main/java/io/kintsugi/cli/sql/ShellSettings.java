package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.Console;

/** How results are printed; some of it can be switched while the shell runs. Confined to one thread. */
final class ShellSettings {
    /** The form of results. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    private final Console console;
    private final Format format;
    private boolean expanded;
    private boolean timed;

    ShellSettings(Console console, Format format) {
        this.console = console;
        this.format = format;
    }

    RowPrinter printer() {
        return switch (format) {
            case CSV -> new CsvPrinter(console.out());
            case JSON -> new JsonPrinter(console.out());
            case TABLE -> table();
        };
    }

    private RowPrinter table() {
        TableStyle style = console.terminal().output()
                ? TableStyle.forTerminal(console.ink(), console.terminal().width())
                : TableStyle.forPipe();
        return expanded ? new ExpandedPrinter(console.out(), style) : new TablePrinter(console.out(), style);
    }

    boolean isTimed() {
        return timed;
    }

    boolean toggleTimed() {
        timed = !timed;
        return timed;
    }

    boolean toggleExpanded() {
        expanded = !expanded;
        return expanded;
    }
}
