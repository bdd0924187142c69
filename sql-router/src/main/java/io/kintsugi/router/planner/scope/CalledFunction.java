package io.kintsugi.router.planner.scope;

import io.kintsugi.router.syntax.FunctionCall;

/** A function call somewhere in the statement, with the scope its arguments are looked up in. */
public record CalledFunction(FunctionCall call, Block block) {
    /** The statement's token to point at in messages. */
    public int token() {
        return block.source().statementToken(call.span().first());
    }
}
