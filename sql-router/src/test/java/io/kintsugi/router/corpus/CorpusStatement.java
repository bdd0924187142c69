package io.kintsugi.router.corpus;

import io.kintsugi.router.lexer.ParameterStyle;

/** One statement of a corpus file. */
record CorpusStatement(String file, String origin, String sql) {
    ParameterStyle parameterStyle() {
        return file.contains("-wire") ? ParameterStyle.NUMBERED : ParameterStyle.QUESTION_MARK;
    }
}
