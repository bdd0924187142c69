package io.kintsugi.router.internal.calcite;

import static io.kintsugi.router.internal.calcite.grammar.GeneratedSqlParserConstants.*;

import io.kintsugi.router.internal.calcite.Frame.Clause;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Decides what each of our tokens means to the grammar: keyword or name, operator with its level and placement, one
 * token for a whole type or typed literal. Clauses that close a query (LIMIT, FOR UPDATE …) are left out and read by
 * ourselves. Nothing is taken on trust: the reader checks every token of ours against the tree. Confined to one
 * statement.
 */
final class TokenFeed {
    /** Image of the name that stands for an empty select list. */
    static final String NOTHING = "\u0001nothing";
    /** Image of the call that holds the expressions of DISTINCT ON. */
    static final String DISTINCT_ON = "\u0001distinct_on";
    /** Image of a bound that a slice leaves out. */
    static final String ABSENT = "\u0001absent";

    private static final Set<String> WORDY = Set.of("EXTRACT", "SUBSTRING", "TRIM", "POSITION", "OVERLAY", "NORMALIZE");

    private final LexedSql sql;
    private final int[] matches;
    private final FedTokens fed;
    private final OperatorTokens operators;
    private final TypeNames types;
    private final Surroundings around;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final int end;
    private int position;
    /** True when the last fed token ends an operand: what follows is infix, postfix or an alias. */
    private boolean operand;

    private TokenFeed(FedTokens fed, int[] matches, int first, int end) {
        this.sql = fed.sql();
        this.matches = matches;
        this.fed = fed;
        this.operators = new OperatorTokens(sql);
        this.types = new TypeNames(sql);
        this.around = new Surroundings(sql);
        this.position = first;
        this.end = end;
        frames.push(new Frame(Frame.Kind.TOP, true));
    }

    /** The fed tokens of the range. */
    static FedTokens of(LexedSql sql, int[] matches, int first, int end) {
        FedTokens fed = new FedTokens(sql);
        new TokenFeed(fed, matches, first, end).run();
        return fed;
    }

    private void run() {
        while (position < end) {
            int before = position;
            step();
            if (position <= before) {
                throw new IllegalStateException("the token feed stands still at " + before);
            }
        }
    }

    private void step() {
        switch (sql.kind(position)) {
            case WORD -> word();
            case QUOTED_IDENTIFIER -> nameOrTypedLiteral();
            case STRING -> operand(QUOTED_STRING, "''", 1);
            case NUMBER -> operand(UNSIGNED_INTEGER_LITERAL, "1", 1);
            case PARAMETER -> operand(HOOK, "?", 1);
            case OPERATOR -> symbol();
            case PUNCTUATION -> punctuation();
            case VARIABLE, END -> throw new IllegalStateException("no token of PostgreSQL");
        }
    }

    private void operand(int kind, String image, int size) {
        feed(kind, image, size);
        operand = true;
    }

    private void keyword(int kind) {
        keyword(kind, 1);
    }

    private void keyword(int kind, int size) {
        feed(kind, "k", size);
        operand = false;
    }

    private void feed(int kind, String image, int size) {
        fed.add(kind, image, position, position + size);
        position += size;
    }

    /** A fed token that stands for none of ours. */
    private void synthetic(int kind, String image) {
        fed.add(kind, image, position, position);
    }

    private void drop(int size) {
        position += size;
    }

    private void operator(FedTokens.Operator operator) {
        fed.operator(position, operator);
        int size = operator.end() - position;
        switch (operator.placement()) {
            case INFIX -> feed(FED_INFIX, operator.level().name(), size);
            case POSTFIX -> feed(FED_POSTFIX, operator.level().name(), size);
            case PREFIX -> feed(FED_PREFIX, operator.level().name(), size);
        }
        operand = operator.placement() == FedTokens.Placement.POSTFIX;
    }

    private void symbol() {
        if (sql.isSymbol(position, "=>")) {
            keyword(NAMED_ARGUMENT_ASSIGNMENT);
            return;
        }
        if (sql.isSymbol(position, "*") && !operand) {
            operand(STAR, "*", 1);
            return;
        }
        operator(operators.symbol(position, operand));
    }

    private void punctuation() {
        switch (sql.text(position)) {
            case "(" -> open(LPAREN, frameOfParenthesis());
            case ")" -> close(RPAREN);
            case "[" -> bracket();
            case "]" -> close(RBRACKET);
            case "," -> keyword(COMMA);
            case "." -> keyword(DOT);
            case "::" -> operator(operators.cast(position, types));
            case ":=" -> keyword(NAMED_ARGUMENT_ASSIGNMENT);
            case ":" -> slice();
            default -> throw NotUnderstood.at(sql, position, "Not understood");
        }
    }

    private void open(int kind, Frame frame) {
        frames.push(frame);
        feed(kind, "(", 1);
        operand = false;
    }

    private Frame frameOfParenthesis() {
        boolean query = around.startsQuery(position + 1);
        if (sql.isKeyword(position - 1, "CAST")) {
            return new Frame(Frame.Kind.CAST, query);
        }
        boolean window = sql.isKeyword(position - 1, "OVER")
                || (sql.isKeyword(position - 1, "AS") && frame().clause == Clause.WINDOW);
        if (window) {
            return new Frame(Frame.Kind.WINDOW, query);
        }
        if (!operand || !around.isName(position - 1)) {
            return new Frame(Frame.Kind.GROUP, query);
        }
        boolean wordy = sql.kind(position - 1) == TokenKind.WORD && WORDY.contains(around.upper(position - 1));
        return new Frame(wordy ? Frame.Kind.WORDY_CALL : Frame.Kind.CALL, query);
    }

    private Frame frame() {
        Frame frame = frames.peek();
        if (frame == null) {
            throw NotUnderstood.at(sql, position, "A parenthesis closes nothing");
        }
        return frame;
    }

    private void close(int kind) {
        Frame closed = frames.pop();
        frame();
        feed(kind, ")", 1);
        operand = true;
        if (closed.kind == Frame.Kind.DISTINCT_ON) {
            synthetic(COMMA, ",");
            operand = false;
            feedEmptySelectList();
        }
    }

    private void bracket() {
        if (operand) {
            open(LBRACKET, new Frame(Frame.Kind.SUBSCRIPT, false));
            return;
        }
        if (!sql.isKeyword(position - 1, "ARRAY")) {
            synthetic(ARRAY, "array");
        }
        open(LBRACKET, new Frame(Frame.Kind.ARRAY, false));
    }

    private void slice() {
        if (frame().kind != Frame.Kind.SUBSCRIPT) {
            throw NotUnderstood.at(sql, position, "Not understood");
        }
        if (!operand) {
            synthetic(IDENTIFIER, ABSENT);
        }
        operator(operators.slice(position));
        if (sql.isSymbol(position, "]")) {
            synthetic(IDENTIFIER, ABSENT);
        }
    }

    private void word() {
        if (sql.isSymbol(position - 1, ".") || isLabel()) {
            operand(IDENTIFIER, "i", 1);
            return;
        }
        if (!clauseWord(around.upper(position)) && !expressionWord(around.upper(position))) {
            nameOrTypedLiteral();
        }
    }

    /** Any word may follow AS as the label of a column or the alias of a table. */
    private boolean isLabel() {
        return sql.isKeyword(position - 1, "AS")
                && frame().kind != Frame.Kind.CAST
                && !sql.areKeywords(position, "NOT", "MATERIALIZED")
                && !(sql.isKeyword(position, "MATERIALIZED") && sql.isSymbol(position + 1, "("));
    }

    private void nameOrTypedLiteral() {
        if (frame().kind == Frame.Kind.CAST && sql.isKeyword(position - 1, "AS")) {
            typeOfCast();
            return;
        }
        int literal = operand ? -1 : around.typedLiteralEnd(position, end);
        if (literal > 0) {
            operand(QUOTED_STRING, "''", literal - position);
            return;
        }
        refuseReserved();
        operand(IDENTIFIER, "i", 1);
    }

    private void typeOfCast() {
        int typeEnd = types.end(position);
        if (typeEnd < 0) {
            throw NotUnderstood.at(sql, position, "A type name is expected");
        }
        operand(IDENTIFIER, "i", typeEnd - position);
    }

    private void refuseReserved() {
        if (sql.kind(position) != TokenKind.WORD) {
            return;
        }
        String upper = around.upper(position);
        boolean function = sql.isSymbol(position + 1, "(") && (upper.equals("LEFT") || upper.equals("RIGHT"));
        if (ReservedWords.contains(upper) && !ReservedWords.isNiladic(upper) && !function) {
            throw NotUnderstood.at(sql, position, "A reserved word stands where a name is expected");
        }
    }

    private boolean clauseWord(String word) {
        switch (word) {
            case "SELECT" -> select();
            case "FROM" -> from();
            case "WHERE" -> clause(WHERE, Clause.OTHER);
            case "GROUP" -> clause(GROUP, Clause.GROUP);
            case "HAVING" -> clause(HAVING, Clause.OTHER);
            case "WINDOW" -> clause(WINDOW, Clause.WINDOW);
            case "ORDER" -> order();
            case "UNION" -> clause(UNION, Clause.NONE);
            case "INTERSECT" -> clause(INTERSECT, Clause.NONE);
            case "EXCEPT" -> clause(EXCEPT, Clause.NONE);
            case "TABLE" -> keyword(TABLE);
            case "AS" -> as();
            case "ON" -> on();
            case "USING" -> using();
            case "JOIN" -> keyword(JOIN);
            case "INNER" -> keyword(INNER);
            case "FULL" -> keyword(FULL);
            case "CROSS" -> keyword(CROSS);
            case "NATURAL" -> keyword(NATURAL);
            case "OUTER" -> keyword(OUTER);
            case "TABLESAMPLE" -> sample();
            case "DEFAULT" -> defaultWord();
            case "RETURNING" -> clause(FED_RETURNING, Clause.OTHER);
            case "ASC" -> keyword(ASC);
            case "DESC" -> keyword(DESC);
            case "DO" -> doWord();
            case "LIMIT", "OFFSET", "FETCH" -> tail();
            case "FOR" -> forWord();
            case "DISTINCT" -> keyword(DISTINCT);
            default -> {
                return contextualClauseWord(word);
            }
        }
        return true;
    }

    private void clause(int kind, Clause clause) {
        frame().clause = clause;
        keyword(kind);
    }

    private void select() {
        clause(SELECT, Clause.SELECT);
        if (sql.areKeywords(position, "DISTINCT", "ON")) {
            keyword(DISTINCT);
            distinctOn();
            return;
        }
        if (sql.isKeyword(position, "ALL") || sql.isKeyword(position, "DISTINCT")) {
            keyword(sql.isKeyword(position, "ALL") ? ALL : DISTINCT);
        }
        feedEmptySelectList();
    }

    private void distinctOn() {
        feed(IDENTIFIER, DISTINCT_ON, 1);
        if (!sql.isSymbol(position, "(")) {
            throw NotUnderstood.at(sql, position, "A parenthesis is expected");
        }
        open(LPAREN, new Frame(Frame.Kind.DISTINCT_ON, false));
    }

    private void feedEmptySelectList() {
        if (position >= end || around.endsSelectList(position)) {
            synthetic(IDENTIFIER, NOTHING);
            operand = true;
        }
    }

    private void from() {
        if (frame().kind == Frame.Kind.WORDY_CALL) {
            separator();
            return;
        }
        clause(FROM, Clause.FROM);
    }

    /** A word that separates arguments is fed as a comma, or not at all at the beginning of the list. */
    private void separator() {
        boolean leading = sql.isSymbol(position - 1, "(") || around.isTrimSide(position - 1);
        if (leading) {
            drop(1);
            return;
        }
        keyword(COMMA);
    }

    private void order() {
        boolean aggregate = frame().kind == Frame.Kind.CALL && !frame().query;
        frame().clause = Clause.ORDER;
        keyword(aggregate ? FED_AGGREGATE_ORDER : ORDER);
    }

    private void as() {
        keyword(AS);
        if (sql.areKeywords(position, "NOT", "MATERIALIZED")) {
            drop(2);
        } else if (sql.isKeyword(position, "MATERIALIZED") && sql.isSymbol(position + 1, "(")) {
            drop(1);
        }
        if (frame().clause == Clause.WITH && sql.isSymbol(position, "(") && around.startsChange(position + 1)) {
            open(FED_CHANGE, new Frame(Frame.Kind.GROUP, true));
        }
    }

    private void on() {
        if (sql.isKeyword(position + 1, "CONFLICT")) {
            frame().clause = Clause.OTHER;
            keyword(FED_ON_CONFLICT, 2);
        } else if (sql.isKeyword(position + 1, "CONSTRAINT")) {
            keyword(FED_ON_CONSTRAINT, 2);
        } else {
            keyword(ON);
        }
    }

    private void using() {
        if (frame().clause == Clause.ORDER && sql.kind(position + 1) == TokenKind.OPERATOR) {
            drop(2);
            return;
        }
        keyword(USING);
    }

    private void sample() {
        keyword(TABLESAMPLE);
        if (sql.isKeyword(position, "SYSTEM") || sql.isKeyword(position, "BERNOULLI")) {
            keyword(sql.isKeyword(position, "SYSTEM") ? SYSTEM : BERNOULLI);
        }
    }

    private void defaultWord() {
        if (sql.isKeyword(position + 1, "VALUES")) {
            keyword(FED_DEFAULT_VALUES, 2);
            return;
        }
        keyword(DEFAULT_);
        operand = true;
    }

    private void doWord() {
        if (sql.isKeyword(position + 1, "NOTHING")) {
            keyword(FED_DO_NOTHING, 2);
        } else if (sql.areKeywords(position + 1, "UPDATE", "SET")) {
            keyword(FED_DO_UPDATE, 3);
        } else {
            throw NotUnderstood.at(sql, position, "Not understood");
        }
    }

    private void forWord() {
        if (frame().kind == Frame.Kind.WORDY_CALL) {
            separator();
            return;
        }
        tail();
    }

    /** Leaves out what closes a query, up to the closing parenthesis or what may follow the query of an INSERT. */
    private void tail() {
        while (position < end && !sql.isSymbol(position, ")") && !around.endsTail(position)) {
            position = matches[position] > position ? matches[position] + 1 : position + 1;
        }
        operand = true;
    }

    private boolean contextualClauseWord(String word) {
        return switch (word) {
            case "BY" -> fedIf(around.isOneOf(position - 1, "GROUP", "ORDER", "PARTITION"), BY);
            case "ALL" ->
                fedIf(
                        !sql.isSymbol(position + 1, "(")
                                || around.isOneOf(position - 1, "UNION", "INTERSECT", "EXCEPT"),
                        ALL);
            case "WITH" -> done(this::with);
            case "RECURSIVE" -> fedIf(sql.isKeyword(position - 1, "WITH"), RECURSIVE);
            case "VALUES" -> fedIf(sql.isSymbol(position + 1, "(") && !operandBlocksValues(), VALUES);
            case "INSERT" -> changeWord(INSERT, Clause.INSERT);
            case "UPDATE" -> changeWord(UPDATE, Clause.UPDATE);
            case "DELETE" -> changeWord(DELETE, Clause.DELETE);
            case "MERGE" -> changeWord(MERGE, Clause.MERGE);
            case "SET" -> setWord();
            case "INTO" -> done(this::into);
            case "OVERRIDING" -> overriding();
            case "LATERAL" -> done(this::lateral);
            case "ONLY" -> done(this::only);
            default -> contextualTableOrCallWord(word);
        };
    }

    private boolean contextualTableOrCallWord(String word) {
        return switch (word) {
            case "LEFT" -> fedIf(!sql.isSymbol(position + 1, "("), LEFT);
            case "RIGHT" -> fedIf(!sql.isSymbol(position + 1, "("), RIGHT);
            case "REPEATABLE" ->
                fedIf(
                        sql.isSymbol(position - 1, ")")
                                && frame().clause == Clause.FROM
                                && sql.isSymbol(position + 1, "("),
                        REPEATABLE);
            case "OVER" ->
                fedIf(
                        sql.isSymbol(position - 1, ")")
                                && (sql.isSymbol(position + 1, "(") || around.isName(position + 1)),
                        OVER);
            case "FILTER" -> fedIf(sql.isSymbol(position - 1, ")") && sql.isSymbol(position + 1, "("), FILTER);
            case "WITHIN" -> fedIf(sql.isSymbol(position - 1, ")") && sql.isKeyword(position + 1, "GROUP"), WITHIN);
            case "PARTITION" -> fedIf(sql.isKeyword(position + 1, "BY"), PARTITION);
            case "NULLS" -> nulls();
            case "GROUPING" -> groupingSets();
            case "ROLLUP" -> fedIf(frame().clause == Clause.GROUP || inGroupingSets(), ROLLUP);
            case "CUBE" -> fedIf(frame().clause == Clause.GROUP || inGroupingSets(), CUBE);
            default -> frame().kind == Frame.Kind.WINDOW && windowWord(word);
        };
    }

    private static boolean done(Runnable step) {
        step.run();
        return true;
    }

    private boolean fedIf(boolean condition, int kind) {
        if (!condition) {
            return false;
        }
        keyword(kind);
        return true;
    }

    private boolean operandBlocksValues() {
        return operand
                && frame().clause != Clause.INSERT
                && frame().clause != Clause.MERGE
                && frame().clause != Clause.WITH;
    }

    private void with() {
        if (sql.isKeyword(position + 1, "ORDINALITY")) {
            drop(2);
            return;
        }
        clause(WITH, Clause.WITH);
    }

    private boolean changeWord(int kind, Clause clause) {
        boolean begins = position == 0
                || sql.isSymbol(position - 1, "(")
                || sql.isKeyword(position - 1, "THEN")
                || (sql.isSymbol(position - 1, ")") && frame().clause == Clause.WITH);
        if (!begins || (sql.isSymbol(position - 1, "(") && !around.startsChange(position))) {
            return false;
        }
        frame().clause = clause;
        keyword(kind);
        return true;
    }

    private boolean setWord() {
        if (frame().clause != Clause.UPDATE) {
            return false;
        }
        keyword(SET);
        return true;
    }

    private void into() {
        if (!around.isOneOf(position - 1, "INSERT", "MERGE")) {
            throw NotUnderstood.at(sql, position, "SELECT INTO is not understood");
        }
        keyword(INTO);
    }

    private boolean overriding() {
        boolean clause = around.isOneOf(position + 1, "SYSTEM", "USER") && sql.isKeyword(position + 2, "VALUE");
        if (clause) {
            drop(3);
        }
        return clause;
    }

    private void lateral() {
        if (sql.isSymbol(position + 1, "(")) {
            keyword(LATERAL);
            return;
        }
        drop(1);
    }

    private void only() {
        if (!around.isName(position + 1)) {
            throw NotUnderstood.at(sql, position, "Not understood");
        }
        drop(1);
    }

    private boolean nulls() {
        boolean first = sql.isKeyword(position + 1, "FIRST");
        if (!first && !sql.isKeyword(position + 1, "LAST")) {
            return false;
        }
        keyword(NULLS);
        keyword(first ? FIRST : LAST);
        return true;
    }

    private boolean groupingSets() {
        if (!sql.isKeyword(position + 1, "SETS")) {
            return false;
        }
        keyword(GROUPING);
        keyword(SETS);
        frame().clause = Clause.GROUP;
        return true;
    }

    private boolean inGroupingSets() {
        boolean member = sql.isSymbol(position - 1, "(") || sql.isSymbol(position - 1, ",");
        return member
                && frame().kind == Frame.Kind.GROUP
                && frames.stream().anyMatch(frame -> frame.clause == Clause.GROUP);
    }

    private boolean windowWord(String word) {
        return switch (word) {
            case "ROWS" -> fedIf(around.startsFrame(position), ROWS);
            case "RANGE" -> fedIf(around.startsFrame(position), RANGE);
            case "UNBOUNDED" -> fedIf(around.isOneOf(position + 1, "PRECEDING", "FOLLOWING"), UNBOUNDED);
            case "PRECEDING" -> fedIf(operand || sql.isKeyword(position - 1, "UNBOUNDED"), PRECEDING);
            case "FOLLOWING" -> fedIf(operand || sql.isKeyword(position - 1, "UNBOUNDED"), FOLLOWING);
            case "CURRENT" -> fedIf(sql.isKeyword(position + 1, "ROW"), CURRENT);
            case "ROW" -> fedIf(sql.isKeyword(position - 1, "CURRENT"), ROW);
            default -> false;
        };
    }

    private boolean expressionWord(String word) {
        FedTokens.Operator operator = operators.word(position, operand);
        if (operator != null) {
            operator(operator);
            return true;
        }
        switch (word) {
            case "AND" -> keyword(AND);
            case "OR" -> keyword(OR);
            case "NOT" -> keyword(NOT);
            case "IN" -> in();
            case "BETWEEN" -> between();
            case "CASE" -> keyword(CASE);
            case "WHEN" -> when();
            case "THEN" -> keyword(THEN);
            case "ELSE" -> keyword(ELSE);
            case "END" -> operand(END, "end", 1);
            case "TRUE" -> operand(TRUE, "true", 1);
            case "FALSE" -> operand(FALSE, "false", 1);
            case "NULL" -> operand(NULL, "null", 1);
            case "CAST" -> keyword(CAST);
            case "ARRAY" -> keyword(ARRAY);
            case "ANY", "SOME", "ALL" -> quantifier();
            case "VARIADIC" -> drop(1);
            case "EXISTS" -> {
                return fedIf(sql.isSymbol(position + 1, "("), EXISTS);
            }
            case "ROW" -> {
                return fedIf(sql.isSymbol(position + 1, "(") && !operand, ROW);
            }
            case "BOTH", "LEADING", "TRAILING" -> trimSide();
            case "PLACING" -> wordySeparator();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void in() {
        if (frame().kind == Frame.Kind.WORDY_CALL) {
            separator();
            return;
        }
        keyword(IN);
    }

    private void between() {
        keyword(BETWEEN);
        if (sql.isKeyword(position, "SYMMETRIC")) {
            keyword(SYMMETRIC);
        } else if (sql.isKeyword(position, "ASYMMETRIC")) {
            keyword(ASYMMETRIC);
        }
    }

    private void when() {
        int matched = sql.isKeyword(position + 1, "NOT") ? position + 2 : position + 1;
        if (!sql.isKeyword(matched, "MATCHED") || frame().clause != Clause.MERGE && !isMergeBranch()) {
            keyword(WHEN);
            return;
        }
        int size = matched + 1 - position;
        if (sql.areKeywords(matched + 1, "BY", "SOURCE") || sql.areKeywords(matched + 1, "BY", "TARGET")) {
            size += 2;
        }
        frame().clause = Clause.MERGE;
        keyword(FED_MATCHED, size);
    }

    private boolean isMergeBranch() {
        Clause clause = frame().clause;
        return clause == Clause.UPDATE || clause == Clause.INSERT || clause == Clause.DELETE;
    }

    private void quantifier() {
        if (!sql.isSymbol(position + 1, "(")) {
            throw NotUnderstood.at(sql, position, "A parenthesis is expected after");
        }
        operand(IDENTIFIER, "i", 1);
    }

    private void trimSide() {
        refuseOutsideWordyCall();
        drop(1);
    }

    private void wordySeparator() {
        refuseOutsideWordyCall();
        separator();
    }

    private void refuseOutsideWordyCall() {
        if (frame().kind != Frame.Kind.WORDY_CALL) {
            throw NotUnderstood.at(sql, position, "A reserved word stands where a name is expected");
        }
    }
}
