package io.kintsugi.examples.tpcc.check;

/**
 * A summand of one side of a comparison: a statement whose rows are a key of whole numbers followed by one value, added
 * to that key's sum or taken from it.
 */
record Term(int sign, String sql) {

    static Term plus(String sql) {
        return new Term(1, sql);
    }

    static Term minus(String sql) {
        return new Term(-1, sql);
    }
}
