package io.kintsugi.examples.frameworks;

/** One framework's way to run the shop. */
public interface Program {
    /** The framework's name. */
    String name();

    /** Whether it creates the tables itself; else {@link ShopSchema} does before it runs. */
    default boolean createsSchema() {
        return false;
    }

    /** Works on an empty shop and notes what it sees. */
    void run(Database database, Journal journal) throws Exception;
}
