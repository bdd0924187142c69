package io.kintsugi.cli.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts typed text into statements at semicolons that stand outside quotes, comments, parentheses and the bodies of SQL
 * functions. Text arrives in pieces; what is not finished waits for the next. Confined to one thread.
 *
 * <p>MySQL's text differs: a backslash escapes in every string, backticks quote names, # begins a comment, comments do
 * not nest, and there are no dollar strings.
 *
 * <p>Comments stay in the statement, because one may be a routing hint. The semicolon is dropped.
 */
public final class StatementScanner {
    /** What the text so far is inside of; shown in the prompt. */
    enum Inside {
        NOTHING,
        STATEMENT,
        PARENTHESES,
        STRING,
        IDENTIFIER,
        BACKTICKS,
        DOLLAR_STRING,
        COMMENT
    }

    private final boolean mySql;
    private final StringBuilder text = new StringBuilder();
    private final List<String> complete = new ArrayList<>();
    private int position;
    private Inside quote = Inside.NOTHING;
    private boolean escapes;
    private String dollarTag = "";
    private int commentDepth;
    private int parentheses;
    /** Depth of BEGIN ATOMIC and the CASEs in it; 0 outside. */
    private int bodyDepth;

    private boolean definesRoutine;
    private String firstWord = "";
    private String previousWord = "";
    private boolean hasContent;

    /** @param mySql whether the text is MySQL's */
    public StatementScanner(boolean mySql) {
        this.mySql = mySql;
    }

    /** The statements that this piece completes. */
    public List<String> feed(CharSequence piece) {
        text.append(piece);
        while (position < text.length()) {
            step();
        }
        List<String> done = List.copyOf(complete);
        complete.clear();
        return done;
    }

    /** The rest, when no more text will come: a last statement needs no semicolon. */
    public Optional<String> finish() {
        Optional<String> rest = hasContent ? Optional.of(text.toString().strip()) : Optional.empty();
        reset(text.length());
        return rest;
    }

    /** Whether all text so far belongs to complete statements. */
    public boolean isBetweenStatements() {
        return inside() == Inside.NOTHING;
    }

    /** Where the text so far ends. */
    Inside inside() {
        if (quote != Inside.NOTHING) {
            return quote;
        }
        if (parentheses > 0) {
            return Inside.PARENTHESES;
        }
        return hasContent ? Inside.STATEMENT : Inside.NOTHING;
    }

    private void step() {
        switch (quote) {
            case STRING -> inQuotes('\'');
            case IDENTIFIER -> inQuotes('"');
            case BACKTICKS -> inQuotes('`');
            case DOLLAR_STRING -> inDollarString();
            case COMMENT -> inComment();
            case NOTHING, STATEMENT, PARENTHESES -> outside();
        }
    }

    private void inQuotes(char end) {
        char character = text.charAt(position);
        if (character == '\\' && escapes) {
            position += 2;
            return;
        }
        position++;
        // A doubled quote ends and begins again: the same as staying inside.
        if (character == end) {
            quote = Inside.NOTHING;
        }
    }

    private void inDollarString() {
        int end = text.indexOf(dollarTag, position);
        if (end < 0) {
            // The tag may come in two pieces.
            position = text.length();
            return;
        }
        position = end + dollarTag.length();
        quote = Inside.NOTHING;
    }

    private void inComment() {
        if (startsWith("/*") && !mySql) {
            commentDepth++;
            position += 2;
        } else if (startsWith("*/")) {
            commentDepth--;
            position += 2;
            quote = commentDepth == 0 ? Inside.NOTHING : Inside.COMMENT;
        } else {
            position++;
        }
    }

    private void outside() {
        char character = text.charAt(position);
        if (startsWith("--") || mySql && character == '#') {
            int end = text.indexOf("\n", position);
            position = end < 0 ? text.length() : end + 1;
        } else if (startsWith("/*")) {
            quote = Inside.COMMENT;
            commentDepth = 1;
            position += 2;
        } else if (character == ';' && parentheses == 0 && bodyDepth == 0) {
            endStatement();
        } else if (Character.isWhitespace(character)) {
            position++;
        } else {
            hasContent = true;
            content(character);
        }
    }

    private void content(char character) {
        if (character == '\'') {
            quote = Inside.STRING;
            escapes = mySql || previousWord.equals("e") && position > 0 && "eE".indexOf(text.charAt(position - 1)) >= 0;
            position++;
        } else if (character == '"') {
            quote = Inside.IDENTIFIER;
            escapes = mySql;
            position++;
        } else if (mySql && character == '`') {
            quote = Inside.BACKTICKS;
            escapes = false;
            position++;
        } else if (!mySql && character == '$' && beginsDollarString()) {
            quote = Inside.DOLLAR_STRING;
            position += dollarTag.length();
        } else if (Character.isLetter(character) || character == '_') {
            word();
        } else {
            parentheses = Math.max(0, parentheses + (character == '(' ? 1 : character == ')' ? -1 : 0));
            previousWord = "";
            // A number keeps its letters and dollars, which begin nothing.
            position = Character.isDigit(character) ? endOfWord() : position + 1;
        }
    }

    private boolean beginsDollarString() {
        int end = position + 1;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        boolean tag = end < text.length() && text.charAt(end) == '$';
        boolean parameter = position + 1 < text.length() && Character.isDigit(text.charAt(position + 1));
        if (!tag || parameter) {
            return false;
        }
        dollarTag = text.substring(position, end + 1);
        return true;
    }

    private void word() {
        int end = endOfWord();
        String word = text.substring(position, end).toLowerCase(Locale.ROOT);
        position = end;
        if (firstWord.isEmpty()) {
            firstWord = word;
        }
        definesRoutine |= firstWord.equals("create") && (word.equals("function") || word.equals("procedure"));
        if (definesRoutine && word.equals("atomic") && previousWord.equals("begin")) {
            bodyDepth++;
        } else if (bodyDepth > 0 && word.equals("case")) {
            bodyDepth++;
        } else if (bodyDepth > 0 && word.equals("end")) {
            bodyDepth--;
        }
        previousWord = word;
    }

    private int endOfWord() {
        int end = position;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$';
    }

    private boolean startsWith(String sign) {
        return text.indexOf(sign, position) == position;
    }

    private void endStatement() {
        if (hasContent) {
            complete.add(text.substring(0, position).strip());
        }
        reset(position + 1);
    }

    private void reset(int consumed) {
        text.delete(0, consumed);
        position = 0;
        quote = Inside.NOTHING;
        commentDepth = 0;
        parentheses = 0;
        bodyDepth = 0;
        definesRoutine = false;
        firstWord = "";
        previousWord = "";
        hasContent = false;
    }
}
