package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.internal.calcite.grammar.GeneratedSqlParserConstants;
import io.kintsugi.router.internal.calcite.grammar.GeneratedSqlParserTokenManager;
import io.kintsugi.router.internal.calcite.grammar.SimpleCharStream;
import io.kintsugi.router.internal.calcite.grammar.Token;
import java.io.StringReader;

/** Hands our tokens to the generated parser in place of its own lexer. Confined to one parse. */
final class FedTokenManager extends GeneratedSqlParserTokenManager {
    private final FedTokens tokens;
    private int next;

    FedTokenManager(FedTokens tokens) {
        super(new SimpleCharStream(new StringReader(""), 1, 1, 1));
        this.tokens = tokens;
    }

    @Override
    public Token getNextToken() {
        Token token = new Token();
        boolean end = next >= tokens.count();
        token.kind = end ? GeneratedSqlParserConstants.EOF : tokens.kind(next);
        token.image = end ? "" : tokens.image(next);
        token.beginLine = 1;
        token.endLine = 1;
        token.beginColumn = (end ? tokens.sql().count() : tokens.first(next)) + FedTokens.COLUMN_OFFSET;
        token.endColumn = (end ? tokens.sql().count() : Math.max(tokens.first(next), tokens.end(next) - 1))
                + FedTokens.COLUMN_OFFSET;
        next++;
        return token;
    }
}
