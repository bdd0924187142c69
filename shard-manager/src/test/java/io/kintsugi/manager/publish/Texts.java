package io.kintsugi.manager.publish;

/** Cluster files for tests. */
public final class Texts {
    private Texts() {}

    public static String cluster(String extraTable) {
        return """
                cluster: shop
                dialect: postgresql
                nodes:
                  a: {url: "postgresql://127.0.0.1:1/shop", cell: one}
                  b: {url: "postgresql://127.0.0.1:1/other", cell: two}
                catalog: {nodes: [a]}
                keyspaces:
                  customers:
                    shards:
                      s0: {nodes: [b]}
                    tables:
                      users: {key: user_id}
                      %s: {reference: true}
                """.formatted(extraTable);
    }
}
