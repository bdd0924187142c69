package io.kintsugi.router.internal.mysql;

/** The parsers of one statement; they share its cursor. */
final class Parsers {
    final Tokens tokens;
    final ExpressionParser expressions;
    final PrimaryParser primaries;
    final FunctionParser functions;
    final WindowParser windows;
    final TypeParser types;
    final QueryParser queries;
    final FromParser from;
    final ChangeParser changes;

    Parsers(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(this);
        this.primaries = new PrimaryParser(this);
        this.functions = new FunctionParser(this);
        this.windows = new WindowParser(this);
        this.types = new TypeParser(tokens);
        this.queries = new QueryParser(this);
        this.from = new FromParser(this);
        this.changes = new ChangeParser(this);
    }
}
