package io.kintsugi.topology;

/** The SQL dialect a whole cluster speaks. */
public enum Dialect {
    POSTGRESQL("postgresql", 5432),
    MYSQL("mysql", 3306);

    private final String label;
    private final int defaultPort;

    Dialect(String label, int defaultPort) {
        this.label = label;
        this.defaultPort = defaultPort;
    }

    /** The name in YAML, and the scheme of node addresses. */
    public String label() {
        return label;
    }

    public int defaultPort() {
        return defaultPort;
    }
}
