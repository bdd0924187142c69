package io.kintsugi.topology.yaml;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One broken file: where the error is reported and what it says.
 *
 * @param breaksSchema whether the JSON schema sees it too; false for errors that are not of shape, such as unknown
 * names
 */
record BrokenYaml(String name, String text, String position, String message, boolean breaksSchema) {
    /** A valid file; each case replaces parts of it. */
    static final String BASE = """
            cluster: shop
            dialect: postgresql
            nodes:
              c0-a: {url: "postgresql://10.0.0.1:5432/shop", cell: mumbai}
              c0-b: {url: "postgresql://10.0.0.2:5432/shop", cell: pune}
              c1-a: {url: "postgresql://10.0.0.3:5432/shop", cell: mumbai}
              k-a: {url: "postgresql://10.0.0.4:5432/shop", cell: mumbai}
            catalog: {nodes: [k-a], sync: 0}
            keyspaces:
              customers:
                shards:
                  s0: {nodes: [c0-a, c0-b], sync: 1}
                  s1: {nodes: [c1-a]}
                ranges: even(256)
                function: hash
                tables:
                  users: {key: user_id}
                  orders: {key: user_id, generate: {order_id: sequence}}
                functions: {total: {key: 1}}
            """;

    @Override
    public String toString() {
        return name;
    }

    private static BrokenYaml shape(String name, String from, String to, String position, String message) {
        return new BrokenYaml(name, replaced(from, to), position, message, true);
    }

    private static BrokenYaml meaning(String name, String from, String to, String position, String message) {
        return new BrokenYaml(name, replaced(from, to), position, message, false);
    }

    private static String replaced(String from, String to) {
        if (!BASE.contains(from)) {
            throw new IllegalStateException("The base has no " + from);
        }
        return BASE.replace(from, to);
    }

    static Stream<BrokenYaml> all() {
        return Stream.of(top(), nodes(), shards(), ranges(), tables()).flatMap(List::stream);
    }

    /** Texts that are not even YAML, or not one document; the schema never sees them. */
    static Map<String, List<String>> notYaml() {
        return Map.ofEntries(
                Map.entry("empty", List.of("", "1:1", "The file is empty")),
                Map.entry("only comments", List.of("# nothing\n\n", "1:1", "The file is empty")),
                Map.entry("tab", List.of("cluster: shop\nnodes:\n\ta: b\n", "3:1", "A tab cannot be used")),
                Map.entry("unclosed quote", List.of("cluster: \"shop\n", "2:1", "Not valid YAML")),
                Map.entry("unclosed brace", List.of("nodes: {a: b\n", "2:1", "Not valid YAML")),
                Map.entry(
                        "colon in a plain text", List.of("cluster: a: b\n", "1:11", "mapping values are not allowed")),
                Map.entry("indentation", List.of("cluster: shop\n  dialect: x\n", "2:10", "Not valid YAML")),
                Map.entry(
                        "control character",
                        List.of("cluster: sh\u0007op\n", "1:12", "U+0007 cannot be in a YAML file")),
                Map.entry("two documents", List.of("a: 1\n---\nb: 2\n", "2:1", "A second document begins here")),
                Map.entry("unknown alias", List.of("a: *b\n", "1:4", "Alias *b has no finished anchor")),
                Map.entry("recursive alias", List.of("a: &b [*b]\n", "1:8", "Alias *b has no finished anchor")),
                Map.entry("list as key", List.of("? [a]\n: b\n", "1:3", "A key must be a name, not a list")),
                Map.entry("a list", List.of("- a\n", "1:1", "The file must be a mapping")),
                Map.entry("a word", List.of("hello\n", "1:1", "The file must be a mapping")),
                Map.entry("too deep", List.of("a: " + "[".repeat(40), "1:36", "Nested deeper than 32 levels")),
                Map.entry("unresolved tag", List.of("cluster: !secret x\n", "1:10", "Tags such as '!secret'")),
                Map.entry("duplicate key", List.of("cluster: a\ncluster: b\n", "2:1", "the first is in line 1")),
                Map.entry(
                        "merge key",
                        List.of("a: &a {b: c}\nd: {<<: *a}\n", "2:5", "Merge keys are not part of YAML 1.2")));
    }

    private static List<BrokenYaml> top() {
        return List.of(
                shape(
                        "unknown key",
                        "dialect:",
                        "dialekt:",
                        "2:1",
                        "Unknown key 'dialekt' in the file. Did you mean 'dialect'?"),
                shape("missing cluster", "cluster: shop\n", "", "1:1", "The key 'cluster' is missing in the file."),
                shape(
                        "cluster is a number",
                        "cluster: shop",
                        "cluster: 7",
                        "1:10",
                        "'cluster' must be text; put it in quotes, but here is a number."),
                shape(
                        "cluster is null",
                        "cluster: shop",
                        "cluster:",
                        "1:9",
                        "'cluster' must be text, but here is nothing."),
                shape("cluster is no name", "cluster: shop", "cluster: my shop", "1:10", "a name has 1 to 63 letters"),
                shape(
                        "dialect",
                        "postgresql\nnodes",
                        "postgres\nnodes",
                        "2:10",
                        "'dialect' is 'postgres'. Did you mean 'postgresql'?"),
                shape(
                        "dialect far off",
                        "dialect: postgresql",
                        "dialect: oracle",
                        "2:10",
                        "Known are: postgresql, mysql."),
                shape("api version", "cluster: shop", "apiVersion: v2\ncluster: shop", "1:13", "reads v1"),
                shape("version", "cluster: shop", "version: 0\ncluster: shop", "1:10", "at least 1, not '0'"),
                shape(
                        "workbench without nodes",
                        "cluster: shop",
                        "workbench: {}\ncluster: shop",
                        "1:12",
                        "The key 'nodes' is missing in the workbench."),
                shape(
                        "workbench of copies",
                        "cluster: shop",
                        "workbench: {nodes: [a], sync: 1}\ncluster: shop",
                        "1:25",
                        "sync"),
                shape(
                        "credentials without user",
                        "cluster: shop",
                        "credentials: {password: x}\ncluster: shop",
                        "1:14",
                        "The key 'user' is missing in 'credentials'."),
                shape(
                        "credentials typo",
                        "cluster: shop",
                        "credentials: {user: a, pasword: x}\ncluster: shop",
                        "1:24",
                        "Did you mean 'password'?"),
                meaning(
                        "environment",
                        "cluster: shop",
                        "cluster: ${NOT_SET}",
                        "1:10",
                        "Environment variable NOT_SET is not set"),
                meaning(
                        "file",
                        "cluster: shop",
                        "cluster: \"${file:/none}\"",
                        "1:10",
                        "File /none cannot be read: there is no such file."),
                meaning(
                        "unclosed reference",
                        "cluster: shop",
                        "cluster: \"${HOST\"",
                        "1:10",
                        "'${' has no closing '}'"),
                meaning("odd reference", "cluster: shop", "cluster: ${A B}", "1:10", "must be one of ${NAME}"),
                shape(
                        "no keyspace",
                        BASE.substring(BASE.indexOf("keyspaces:")),
                        "keyspaces: {}\n",
                        "9:12",
                        "'keyspaces' is empty"),
                meaning(
                        "no catalog",
                        "catalog: {nodes: [k-a], sync: 0}\n",
                        "",
                        "1:1",
                        "The key 'catalog' is missing: it may be left out only"));
    }

    private static List<BrokenYaml> nodes() {
        return List.of(
                shape(
                        "nodes is a list",
                        "nodes:\n",
                        "nodes: []\nx:\n",
                        "3:8",
                        "'nodes' must be a mapping of keys to values, but here is a list."),
                shape(
                        "node without url",
                        "{url: \"postgresql://10.0.0.1:5432/shop\", cell: mumbai}",
                        "{cell: mumbai}",
                        "4:9",
                        "The key 'url' is missing in node 'c0-a'."),
                shape(
                        "node typo",
                        "cell: pune",
                        "cel: pune",
                        "5:50",
                        "Unknown key 'cel' in node 'c0-b'. Did you mean 'cell'?"),
                shape(
                        "node is a list",
                        "{url: \"postgresql://10.0.0.1:5432/shop\", cell: mumbai}",
                        "[a]",
                        "4:9",
                        "The value of node 'c0-a' must be a mapping"),
                shape("cell is a list", "cell: pune", "cell: [pune]", "5:56", "The cell of node 'c0-b' must be text"),
                shape("node name", "c0-a: {url", "\"c0 a\": {url", "4:3", "A node's name is 'c0 a'"),
                shape(
                        "url without scheme",
                        "\"postgresql://10.0.0.1:5432/shop\"",
                        "10.0.0.1/shop",
                        "4:15",
                        "it has no scheme"),
                meaning(
                        "url scheme",
                        "postgresql://10.0.0.1",
                        "postgres://10.0.0.1",
                        "4:15",
                        "Did you mean 'postgresql'?"),
                meaning(
                        "url of another dialect",
                        "postgresql://10.0.0.1",
                        "mysql://10.0.0.1",
                        "4:15",
                        "is for mysql, but the dialect of the cluster is postgresql"),
                meaning(
                        "url without database",
                        "10.0.0.1:5432/shop",
                        "10.0.0.1:5432",
                        "4:15",
                        "it must name one database"),
                meaning(
                        "port zero",
                        "10.0.0.1:5432",
                        "10.0.0.1:0",
                        "4:15",
                        "its port is '0', not a number from 1 to 65535"),
                meaning("port too large", "10.0.0.1:5432", "10.0.0.1:65536", "4:15", "its port is '65536'"),
                meaning("port no number", "10.0.0.1:5432", "10.0.0.1:pg", "4:15", "its port is 'pg'"),
                meaning("empty host", "10.0.0.1:5432", ":5432", "4:15", "its host is ''"),
                meaning(
                        "user in url",
                        "10.0.0.1:5432",
                        "me:secret@10.0.0.1:5432",
                        "4:15",
                        "write them under 'credentials'"),
                meaning(
                        "password in url",
                        "10.0.0.1:5432/shop",
                        "10.0.0.1:5432/shop?password=secret",
                        "4:15",
                        "it must not hold password"),
                meaning(
                        "bad percent sign",
                        "10.0.0.1:5432/shop",
                        "10.0.0.1:5432/sh%zz",
                        "4:15",
                        "not followed by two hexadecimal digits"),
                meaning("bad parameter", "10.0.0.1:5432/shop", "10.0.0.1:5432/shop?ssl", "4:15", "the form name=value"),
                meaning("two hosts", "10.0.0.1:5432", "10.0.0.1:5432,10.0.0.2:5432", "4:15", "a node is one server"),
                meaning(
                        "same database twice",
                        "10.0.0.2:5432",
                        "10.0.0.1:5432",
                        "5:3",
                        "Node 'c0-b' is the same database as node 'c0-a'."));
    }

    private static List<BrokenYaml> shards() {
        return List.of(
                meaning(
                        "unknown node",
                        "[c0-a, c0-b]",
                        "[c0-a, c0-bb]",
                        "12:26",
                        "There is no node 'c0-bb', used by shard 's0' of keyspace 'customers'. Did you mean 'c0-b'?"),
                meaning("unknown catalog node", "[k-a]", "[zzz]", "8:19", "Known are: c0-a, c0-b, c1-a, k-a."),
                meaning(
                        "node used twice",
                        "[c1-a]",
                        "[c0-b]",
                        "13:20",
                        "Node 'c0-b' is already used by shard 's0' of keyspace 'customers' in line 12."),
                meaning("node of the catalog", "[c1-a]", "[k-a]", "13:20", "already used by the catalog in line 8"),
                meaning(
                        "node twice in a set",
                        "[c0-a, c0-b]",
                        "[c0-a, c0-a]",
                        "12:26",
                        "already used by the same replica set"),
                meaning(
                        "sync above replicas",
                        "sync: 1}",
                        "sync: 2}",
                        "12:39",
                        "is 2, but it has only 1 replicas beside its primary"),
                shape("sync negative", "sync: 1}", "sync: -1}", "12:39", "must be a whole number from 0 to"),
                shape("sync is text", "sync: 1}", "sync: \"1\"}", "12:39", "must be a whole number, but here is text"),
                shape(
                        "sync is a fraction",
                        "sync: 1}",
                        "sync: 1.5}",
                        "12:39",
                        "must be a whole number, but here is a number"),
                shape("epoch zero", "sync: 1}", "sync: 1, epoch: 0}", "12:49", "must be a whole number at least 1"),
                shape("nodes empty", "[c1-a]", "[]", "13:19", "'nodes' of shard 's1' of keyspace 'customers' is empty"),
                shape("nodes is text", "[c1-a]", "c1-a", "13:19", "must be a list, but here is text"),
                shape("shard typo", "sync: 1}", "snyc: 1}", "12:33", "Did you mean 'sync'?"),
                shape(
                        "shard without nodes",
                        "{nodes: [c1-a]}",
                        "{sync: 0}",
                        "13:11",
                        "The key 'nodes' is missing in shard 's1' of keyspace 'customers'."),
                shape(
                        "shards missing",
                        "    shards:\n      s0: {nodes: [c0-a, c0-b], sync: 1}\n      s1: {nodes: [c1-a]}\n",
                        "",
                        "11:5",
                        "The key 'shards' is missing in keyspace 'customers'."),
                shape(
                        "shards empty",
                        "\n      s0: {nodes: [c0-a, c0-b], sync: 1}\n      s1: {nodes: [c1-a]}\n",
                        " {}\n",
                        "11:13",
                        "'shards' of keyspace 'customers' is empty"),
                shape(
                        "keyspace typo",
                        "    tables:",
                        "    tabels:",
                        "16:5",
                        "Unknown key 'tabels' in keyspace 'customers'. Did you mean 'tables'?"),
                meaning(
                        "default with two shards",
                        "    function: hash",
                        "    default: true",
                        "15:5",
                        "The default keyspace must have one shard"),
                shape(
                        "default is text",
                        "    function: hash",
                        "    default: maybe",
                        "15:14",
                        "must be true or false, but here is text"),
                meaning(
                        "duplicate shard",
                        "s1: {",
                        "s0: {",
                        "13:7",
                        "Key 's0' is here a second time; the first is in line 12."));
    }

    private static List<BrokenYaml> ranges() {
        String range = "function: {type: range, key: integer}";
        return List.of(
                shape("ranges typo", "even(256)", "evn(256)", "14:13", "write even(256), or a mapping"),
                meaning("no ranges at all", "even(256)", "even(0)", "14:13", "ranges is 0, not between 1 and 65536"),
                meaning("gap", "even(256)", "{s0: \"-40\", s1: \"80-\"}", "14:13", "No shard owns the range 40-80."),
                meaning("overlap", "even(256)", "{s0: \"-80\", s1: \"40-\"}", "14:13", "Ranges -80 and 40- overlap."),
                meaning(
                        "unknown shard",
                        "even(256)",
                        "{s0: \"-80\", s11: \"80-\"}",
                        "14:25",
                        "There is no shard 's11', named in 'ranges' of keyspace 'customers'. Did you mean 's1'?"),
                meaning(
                        "no hash range",
                        "even(256)",
                        "{s0: \"-80\", s1: \"80..\"}",
                        "14:29",
                        "'80..' is not a range of hash prefixes"),
                meaning(
                        "empty hash range",
                        "even(256)",
                        "{s0: \"-80\", s1: \"80-80\"}",
                        "14:29",
                        "is empty: its start is not before its end"),
                shape(
                        "unquoted range",
                        "even(256)",
                        "{s0: -80, s1: \"80-\"}",
                        "14:18",
                        "put it in quotes, but here is a number"),
                shape("function", "function: hash", "function: hahs", "15:15", "Did you mean 'hash'?"),
                shape(
                        "range without key",
                        "function: hash",
                        "function: {type: range}",
                        "15:15",
                        "The range function needs the type of its key"),
                shape(
                        "range of text",
                        "function: hash",
                        "function: {type: range, key: text}",
                        "15:15",
                        "cannot order keys of type text"),
                shape(
                        "hash with key",
                        "function: hash",
                        "function: {type: hash, key: text}",
                        "15:15",
                        "takes neither 'key' nor 'default'"),
                shape(
                        "key type",
                        "function: hash",
                        "function: {type: range, key: integr}",
                        "15:34",
                        "Did you mean 'integer'?"),
                meaning(
                        "even for range",
                        "function: hash",
                        range,
                        "14:13",
                        "'ranges' of keyspace 'customers' must be a mapping"),
                meaning(
                        "range without ranges",
                        "ranges: even(256)\n    function: hash",
                        range,
                        "11:5",
                        "The key 'ranges' is missing in keyspace 'customers', whose function is not hash."),
                meaning(
                        "key gap",
                        "ranges: even(256)\n    function: hash",
                        "ranges: {s0: \"..10\", s1: \"20..\"}\n    " + range,
                        "14:13",
                        "No shard owns the range 10..20."),
                meaning(
                        "key literal",
                        "ranges: even(256)\n    function: hash",
                        "ranges: {s0: \"..1x\", s1: \"20..\"}\n    " + range,
                        "14:18",
                        "'1x' is not a key of type integer in full form."),
                meaning(
                        "list twice",
                        "ranges: even(256)\n    function: hash",
                        "ranges: {s0: [a], s1: [b, a]}\n    function: {type: list, key: text}",
                        "14:31",
                        "Key 'a' is already listed for shard 's0'."),
                meaning(
                        "list default",
                        "ranges: even(256)\n    function: hash",
                        "ranges: {s0: [a]}\n    function: {type: list, key: text, default: s9}",
                        "15:48",
                        "there is no shard 's9'. Did you mean 's0'?"),
                meaning(
                        "table of another type",
                        "ranges: even(256)\n    function: hash\n    tables:\n      users: {key: user_id}",
                        "ranges: {s0: \"..10\", s1: \"10..\"}\n    " + range
                                + "\n    tables:\n      users: {key: user_id, type: uuid}",
                        "17:7",
                        "is of type uuid, but the function of its keyspace is for integer"));
    }

    private static List<BrokenYaml> tables() {
        return List.of(
                shape(
                        "table typo",
                        "users: {key: user_id}",
                        "users: {kye: user_id}",
                        "17:15",
                        "Unknown key 'kye' in table 'users'. Did you mean 'key'?"),
                meaning(
                        "table without key",
                        "users: {key: user_id}",
                        "users: {}",
                        "17:7",
                        "table 'users' needs 'key: <column>' or 'reference: true'"),
                shape(
                        "key and reference",
                        "users: {key: user_id}",
                        "users: {key: user_id, reference: true}",
                        "17:7",
                        "cannot have a 'key' and be a reference table"),
                shape(
                        "rollover",
                        "users: {key: user_id}",
                        "users: {key: user_id, rollover: {}}",
                        "17:29",
                        "'rollover' is not supported yet in this version"),
                shape(
                        "groups",
                        "users: {key: user_id}",
                        "users: {key: user_id, groups: {}}",
                        "17:29",
                        "'groups' is not supported yet in this version"),
                shape(
                        "key is a list",
                        "users: {key: user_id}",
                        "users: {key: [a, b]}",
                        "17:20",
                        "'key' of table 'users' must be text"),
                shape(
                        "key type",
                        "users: {key: user_id}",
                        "users: {key: user_id, type: int}",
                        "17:35",
                        "'type' of table 'users' is 'int'."),
                shape(
                        "type without key",
                        "users: {key: user_id}",
                        "users: {reference: true, type: integer}",
                        "17:32",
                        "is the type of its 'key', which is missing"),
                shape("generator", "order_id: sequence", "order_id: sequense", "18:51", "Did you mean 'sequence'?"),
                shape(
                        "table is text",
                        "users: {key: user_id}",
                        "users: user_id",
                        "17:14",
                        "The value of table 'users' must be a mapping"),
                meaning("schema name", "users: {key", "public.users: {key", "17:7", "names a schema"),
                shape(
                        "table in two keyspaces",
                        "functions: {total: {key: 1}}\n",
                        "functions: {total: {key: 1}}\n  other: {shards: {s0: {nodes: []}}, tables: {users: {}}}\n",
                        "20:47",
                        "Table 'users' is already in keyspace 'customers' in line 17"),
                shape("function argument", "total: {key: 1}", "total: {key: 0}", "19:30", "from 1 to 100, not '0'"),
                shape(
                        "function without key",
                        "total: {key: 1}",
                        "total: {}",
                        "19:24",
                        "The key 'key' is missing in function 'total'."));
    }
}
