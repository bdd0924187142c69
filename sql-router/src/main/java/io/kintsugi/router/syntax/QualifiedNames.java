package io.kintsugi.router.syntax;

import java.util.List;

/** Makes qualified names. */
final class QualifiedNames {
    private QualifiedNames() {}

    /** A name of one part. */
    static QualifiedName of(Identifier only) {
        return new QualifiedName(List.of(only), only.span());
    }
}
