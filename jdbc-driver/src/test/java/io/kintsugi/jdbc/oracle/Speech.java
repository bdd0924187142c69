package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Parameter;
import java.util.List;

/** How a dialect says what the generator asks. Every list is of alternatives. */
interface Speech {
    Schema schema();

    /** The literal of a text key, mostly one that occurs. */
    String textKey(int number);

    /** The literal of a UUID, or of the bytes that stand for one. */
    String uuid(int number);

    /** The text that a literal of a text or UUID means. */
    String unquoted(String literal);

    /** A UUID's literal as a parameter. */
    Parameter boundUuid(String literal);

    /** Of {@link java.sql.Types}: a text that the server finds a type for. */
    int untyped();

    /** A value as text. */
    String text(String value);

    /** A text in the order of its bytes. */
    String bytewise(String text);

    /** What follows a key of ORDER BY: where its nulls go, or nothing. */
    String nulls(Dice dice);

    /** Words between two tables that ON follows; the more often, the likelier. */
    List<String> joins();

    List<String> tableLocks();

    /** SELECT DISTINCT, with what follows it. */
    List<String> distinct(String identity);

    List<String> setOperations();

    /** Whether a FROM list may rename the columns of a table. */
    boolean renamesColumns();

    /** In front of the body of a member of WITH. */
    List<String> materializations();

    List<String> labels(String other, int item);

    /**
     * Whether a column without a name of its own is called as its text, of which nobody knows whether it has the
     * parameters or their values; then it is given a name.
     */
    boolean callsColumnsByText();

    /** Constants that make poor items of a select list. */
    List<String> itemConstants();

    /** LIMIT and OFFSET, numbers as they are. */
    List<String> limits(int number, int offset);

    /** LIMIT and OFFSET with parameters, marked already. */
    List<String> boundLimits(String number, String offset);

    /** LIMIT that says something else than a plain number. */
    List<String> oddLimits();

    /** GROUP BY in the plain form replaced by one that makes further rows. */
    List<String> groupings(String by);

    /** Expressions of a column that fail on no row; {@code condition} is one over the same table. */
    List<String> computed(String name, Column column, String condition);

    /** Numbers made of a number, to be added up. */
    List<String> computedNumbers(String name, Column column);

    /** Aggregates whose argument is a number, plain ones first. */
    List<String> sums(String name, String argument, Column column);

    /** Aggregates that do not depend on the order of rows, or say it; of any column. */
    List<String> otherAggregates(String name, Column column, String order);

    List<String> booleanAggregates(String name);

    /** Whether what is computed with an average, or sorted by one, is the same whatever the server's plan is. */
    boolean computesWithAverages();

    /** Expressions over aggregates that are numbers. */
    List<String> above(String one, String other);

    /** Whether min and max are there for the kind. */
    boolean hasExtremes(Column column);

    /** A call of an aggregate, of some rows only. */
    String filtered(String call, String condition);

    /** Conditions on a key. */
    List<String> keyConditions(String key, String one, String two, String three, String otherColumn);

    /** Conditions on any column. */
    List<String> conditions(String name, Column column, String value, String other);

    /** A condition made of two others. */
    List<String> combined(String left, String right);

    /** Literals that occur in a column of a kind that is neither a number nor text. */
    List<String> literals(Column column);

    /** How an integer key is written; {@code %d} stands for it, or {@code %x}. */
    List<String> integerForms();

    List<String> negativeForms();

    /** How a text key is written; {@code %s} stands for the quoted literal. */
    List<String> textForms(boolean backslash);

    /** How a UUID is written. */
    List<String> uuidForms(String quoted);

    /** A parameter for a text that is compared with a UUID. */
    String uuidOf(String parameter);

    List<String> tableless(String age, String key);

    List<String> errors();
}
