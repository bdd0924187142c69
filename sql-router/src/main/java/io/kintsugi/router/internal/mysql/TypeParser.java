package io.kintsugi.router.internal.mysql;

import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.syntax.TypeName;
import java.util.Locale;

/** Reads the types of CAST and CONVERT, and names of character sets. */
final class TypeParser {
    private final Tokens tokens;

    TypeParser(Tokens tokens) {
        this.tokens = tokens;
    }

    TypeName castType() {
        int first = tokens.position();
        switch (tokens.word()) {
            case "SIGNED", "UNSIGNED" -> integer();
            case "CHAR", "CHARACTER" -> character();
            case "NCHAR", "BINARY", "TIME", "DATETIME", "FLOAT", "DECIMAL", "DEC", "VECTOR" -> sized();
            case "DOUBLE" -> {
                tokens.next();
                tokens.take("PRECISION");
            }
            case "DATE", "YEAR", "JSON", "REAL" -> tokens.next();
            case "POINT",
                    "LINESTRING",
                    "POLYGON",
                    "MULTIPOINT",
                    "MULTILINESTRING",
                    "MULTIPOLYGON",
                    "GEOMETRYCOLLECTION",
                    "GEOMCOLLECTION" -> tokens.next();
            default -> throw tokens.failure("A type is expected");
        }
        tokens.take("ARRAY");
        return typeName(first);
    }

    private TypeName typeName(int first) {
        StringBuilder text = new StringBuilder();
        for (int i = first; i < tokens.position(); i++) {
            text.append(i == first ? "" : " ").append(tokens.sql().text(i).toLowerCase(Locale.ROOT));
        }
        return new TypeName(text.toString(), tokens.from(first));
    }

    private void integer() {
        tokens.next();
        if (!tokens.take("INT")) {
            tokens.take("INTEGER");
        }
    }

    private void sized() {
        tokens.next();
        size();
    }

    /** {@code (10)}, {@code (10, 2)}. */
    private void size() {
        if (!tokens.takeSymbol("(")) {
            return;
        }
        tokens.expect(TokenKind.NUMBER);
        if (tokens.takeSymbol(",")) {
            tokens.expect(TokenKind.NUMBER);
        }
        tokens.expectSymbol(")");
    }

    private void character() {
        sized();
        if (tokens.take("CHARACTER", "SET") || tokens.take("CHARSET")) {
            characterSet();
        } else if (!tokens.take("BINARY") && !tokens.take("ASCII")) {
            tokens.take("UNICODE");
        }
    }

    /** The name of a character set, in lower case. */
    String characterSet() {
        int at = tokens.position();
        if (tokens.kind() == TokenKind.STRING) {
            tokens.next();
            return tokens.sql().unquote(at).toLowerCase(Locale.ROOT);
        }
        if (tokens.take("BINARY")) {
            return "binary";
        }
        return tokens.foldedName().name();
    }
}
