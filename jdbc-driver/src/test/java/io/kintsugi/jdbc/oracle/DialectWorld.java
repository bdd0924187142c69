package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Query;
import java.sql.Connection;
import java.util.List;

/** What one dialect's oracle asks about, and where: a server, tables with rows, layouts, and how queries are said. */
interface DialectWorld {
    Speech speech();

    SharedServer server();

    /** Definitions, in order. */
    List<String> definitions();

    /** One INSERT a row, mostly; the same for the same seed. */
    List<String> rows(long seed);

    /** What else the native driver may answer, where it has other ways of reading rows; columns differ in types. */
    default List<Answer> otherAnswers(Connection plain, Query query) {
        return List.of();
    }

    /** Whether the types of the query's columns depend on the server's plan, so that only values are compared. */
    default boolean leavesTypesOpen(Query query) {
        return false;
    }

    /** A setting by which values look or compare otherwise. */
    String setting(Dice dice);

    /** Changes of a transaction's own, to be rolled back. Each is of one shard; together they may be of several. */
    List<String> writes(Dice dice);
}
