package io.kintsugi.cli.advise;

/** Takes the statements of a log of MySQL, which is of all databases of a server. */
interface DatabaseFilter {
    /** @param database in which it was said; empty where the log does not tell */
    void accept(String database, String sql);
}
