package io.kintsugi.router.oracle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kintsugi.errors.ErrorKind;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.StatementRouter;
import io.kintsugi.router.TestRouters;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.RowWrite;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the router lets through is answered by the shards it chose exactly as by one database. */
class RoutingOracleTest {
    private static final int SHARDS = 3;
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "users", List.of("user_id", "region", "age"),
            "orders", List.of("order_id", "user_id", "amount", "code"),
            "country", List.of("code", "zone"));
    private static final String DDL = """
            CREATE TABLE users (user_id bigint PRIMARY KEY, region int, age int);
            CREATE TABLE orders (order_id bigint NOT NULL, user_id bigint NOT NULL, amount int, code int,
                PRIMARY KEY (user_id, order_id));
            CREATE TABLE country (code int PRIMARY KEY, zone int);
            """;
    private static final String TOPOLOGY = """
            cluster: oracle
            dialect: postgresql
            nodes:
              k: postgresql://127.0.0.1:5432/k
              a: postgresql://127.0.0.1:5432/a
              b: postgresql://127.0.0.1:5432/b
              c: postgresql://127.0.0.1:5432/c
            catalog: {nodes: [k]}
            keyspaces:
              shop:
                shards: {s0: {nodes: [a]}, s1: {nodes: [b]}, s2: {nodes: [c]}}
                tables: {users: {key: user_id}, orders: {key: user_id}, country: {reference: true}}
            """;

    /** What became of the questions; a run in which nearly all were refused would prove nothing. */
    private enum Verdict {
        ONE_SHARD,
        ANY_SHARD,
        SCATTERED,
        PULLED,
        WRITTEN,
        STEPPED,
        REFUSED
    }

    private final StatementRouter router = TestRouters.create(ParameterStyle.QUESTION_MARK);
    private Dialect dialect = Dialect.POSTGRESQL;
    private RoutingContext context = context(dialect);
    private Keyspace keyspace = keyspace(context);
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);

    private static RoutingContext context(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> context(TOPOLOGY, DdlSchema.of(DDL, BuiltInFunctions.postgreSql()), "public");
            case MYSQL ->
                context(
                        TOPOLOGY.replace("postgresql", "mysql").replaceAll("127.0.0.1:5432/(\\w)", "$1:3306/shop"),
                        DdlSchema.mySql(DDL, "shop", BuiltInFunctions.mySql()),
                        "shop");
        };
    }

    private static RoutingContext context(String yaml, DdlSchema schema, String searched) {
        Topology topology = TopologyYaml.parse(yaml, "oracle", name -> Optional.empty(), path -> {
            throw new IOException("no files here");
        });
        return new RoutingContext(topology, schema, List.of(searched), "UTC", Optional.empty(), List.of());
    }

    private static Keyspace keyspace(RoutingContext context) {
        return requireNonNull(context.topology().keyspaces().get("shop"), "shop");
    }

    private void speak(Dialect spoken) {
        dialect = spoken;
        context = context(spoken);
        keyspace = keyspace(context);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void chosenShards_answerLikeOneDatabase(Dialect spoken) {
        speak(spoken);
        ask(20_261_120L, 6_000);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    @Tag("proof")
    void chosenShards_answerLikeOneDatabase_atLength(Dialect spoken) {
        speak(spoken);
        for (long seed = 1; seed <= 40; seed++) {
            ask(seed, 10_000);
        }
    }

    private void ask(long seed, int questions) {
        Random random = new Random(seed);
        Data whole = new Data(COLUMNS);
        List<Data> shards = new ArrayList<>();
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new Data(COLUMNS));
        }
        fill(random, whole, shards);
        RandomQuestions source = new RandomQuestions(random, COLUMNS, dialect == Dialect.POSTGRESQL);
        for (int i = 0; i < questions; i++) {
            Question question = source.next();
            SqlText sql = question.sql(dialect);
            String about = "seed " + seed + ", question " + i + ": " + sql.text() + " " + sql.parameters();
            verdicts.merge(judge(question, sql, whole, shards, about), 1, Integer::sum);
        }
        System.out.println("Routing oracle, " + dialect.label() + ", seed " + seed + ": " + verdicts);
        assertThat(verdicts.getOrDefault(Verdict.ONE_SHARD, 0)).isGreaterThan(questions / 20);
        assertThat(verdicts.getOrDefault(Verdict.SCATTERED, 0)).isGreaterThan(questions / 20);
    }

    private void fill(Random random, Data whole, List<Data> shards) {
        for (long user = 0; user < 11; user++) {
            insert(random, "users", user, List.of(user), 2, whole, shards);
        }
        for (long order = 0; order < 26; order++) {
            long user = random.nextInt(RandomQuestions.KEYS);
            insert(random, "orders", user, List.of(order, user), 2, whole, shards);
        }
        for (long code = 0; code < 5; code++) {
            List<@Nullable Long> row = withRandom(random, List.of(code), 1);
            whole.insert("country", row);
            shards.forEach(shard -> shard.insert("country", row));
        }
    }

    private void insert(
            Random random, String table, long key, List<Long> fixed, int more, Data whole, List<Data> shards) {
        List<@Nullable Long> row = withRandom(random, fixed, more);
        whole.insert(table, row);
        shards.get(keyspace.shardOf(KeyValue.ofLong(key))).insert(table, row);
    }

    private static List<@Nullable Long> withRandom(Random random, List<Long> fixed, int more) {
        List<@Nullable Long> row = new ArrayList<>(fixed);
        for (int i = 0; i < more; i++) {
            row.add(random.nextInt(5) == 0 ? null : Long.valueOf(random.nextInt(RandomQuestions.KEYS)));
        }
        return row;
    }

    private Verdict judge(Question question, SqlText sql, Data whole, List<Data> shards, String about) {
        ExecutionPlan plan;
        try {
            ParameterValues values = number -> sql.parameters().get(number - 1);
            plan = router.prepare(sql.text(), context).bind(values, List.of());
        } catch (ShardException refusal) {
            assertThat(refusal.code().kind()).as(about).isEqualTo(ErrorKind.USER);
            return Verdict.REFUSED;
        }
        if (plan instanceof ExecutionPlan.SingleShard single) {
            boolean oneCopy = question instanceof Question.Change change && isReference(change);
            assertThat(oneCopy)
                    .as("one copy of a reference table written: " + about)
                    .isFalse();
            assertSame(question, whole, shards, List.of(single.sql()), about);
            return Verdict.ONE_SHARD;
        }
        if (plan instanceof ExecutionPlan.AnyShard any) {
            any.candidates().forEach(candidate -> assertSame(question, whole, shards, List.of(candidate), about));
            return Verdict.ANY_SHARD;
        }
        if (plan instanceof ExecutionPlan.ScatterRead scatter) {
            judgeScatter(question, scatter, whole, shards, about);
            return Verdict.SCATTERED;
        }
        if (plan instanceof ExecutionPlan.Workbench workbench) {
            judgePulled(question, workbench, whole, shards, about);
            return Verdict.PULLED;
        }
        if (plan instanceof ExecutionPlan.ScatterWrite write) {
            judgeWrite(question, write, whole, shards, about);
            return Verdict.WRITTEN;
        }
        if (plan instanceof ExecutionPlan.ReadThenWrite steps) {
            judgeReading(question, steps.reading().plan(), whole, shards, about);
            steps.writes().forEach(write -> judgeByKey(write, steps.reading().columns(), sql, about));
            return Verdict.STEPPED;
        }
        return fail(about + " got " + plan);
    }

    /** The rows that are found first are those that one database touches. */
    private void judgeReading(Question question, ExecutionPlan reading, Data whole, List<Data> shards, String about) {
        if (reading instanceof ExecutionPlan.Workbench workbench) {
            judgePulled(question, workbench, whole, shards, about);
        } else if (reading instanceof ExecutionPlan.ScatterRead scatter) {
            judgeScatter(question, scatter, whole, shards, about);
        } else if (reading instanceof ExecutionPlan.SingleShard single) {
            assertSame(question, whole, shards, List.of(single.sql()), about);
        } else {
            fail(about + " reads by " + reading);
        }
    }

    /** Whatever key a row has, the statement that writes it goes to the shard of that key alone. */
    private void judgeByKey(RowWrite write, int columns, SqlText sql, String about) {
        for (long key = 0; key < RandomQuestions.KEYS; key++) {
            long value = key;
            ExecutionPlan plan = router.prepare(write.text(), context)
                    .bind(number -> given(write.parameters().get(number - 1), columns, value, sql), List.of());
            assertThat(plan).as(about).isInstanceOf(ExecutionPlan.SingleShard.class);
            assertThat(ordinal(((ExecutionPlan.SingleShard) plan).sql()))
                    .as("%s, written by %s", about, write.text())
                    .isEqualTo(keyspace.shardOf(KeyValue.ofLong(value)));
        }
    }

    private static @Nullable Object given(int number, int columns, long key, SqlText sql) {
        return number <= columns ? (Object) key : sql.parameters().get(number - columns - 1);
    }

    private void assertSame(Question question, Data whole, List<Data> shards, List<ShardSql> chosen, String about) {
        assertThat(chosen).as(about).hasSize(1);
        assertThat(question.answer(shards.get(ordinal(chosen.get(0)))))
                .as("%s, answered by %s alone", about, chosen.get(0).shard())
                .isEqualTo(question.answer(whole));
    }

    private int ordinal(ShardSql sql) {
        for (int i = 0; i < SHARDS; i++) {
            if (keyspace.shards().get(i).name().equals(sql.shard().shard())) {
                return i;
            }
        }
        return fail("no shard " + sql.shard());
    }

    /** The shards' answers to the question put to each of them are the whole answer once they are put together. */
    private void judgeScatter(
            Question question, ExecutionPlan.ScatterRead scatter, Data whole, List<Data> shards, String about) {
        List<List<List<@Nullable Long>>> answers = scatter.statements().stream()
                .map(statement -> question.answer(shards.get(ordinal(statement))))
                .toList();
        assertThat(merged(question, scatter.merge().kind(), answers))
                .as("%s, merged (%s) from %s", about, scatter.merge().kind(), scatter.statements())
                .isEqualTo(question.answer(whole));
    }

    /** What the chosen shards have together answers the question; a reference table is that of one of them. */
    private void judgePulled(
            Question question, ExecutionPlan.Workbench workbench, Data whole, List<Data> shards, String about) {
        List<Data> chosen = workbench.pull().statements().stream()
                .map(statement -> shards.get(ordinal(statement)))
                .toList();
        assertThat(question.answer(Data.together(chosen, "country")))
                .as("%s, pulled by %s", about, workbench.pull().statements())
                .isEqualTo(question.answer(whole));
    }

    /**
     * Together the shards touch what one database touches; of a reference table each of them does, and all are named.
     */
    private void judgeWrite(
            Question question, ExecutionPlan.ScatterWrite write, Data whole, List<Data> shards, String about) {
        boolean copies = write.counting() == ExecutionPlan.ScatterWrite.Counting.ONE;
        assertThat(copies).as(about).isEqualTo(question instanceof Question.Change change && isReference(change));
        if (copies) {
            assertThat(write.statements()).as(about).hasSize(SHARDS);
            write.statements().forEach(statement -> assertSame(question, whole, shards, List.of(statement), about));
            return;
        }
        List<List<@Nullable Long>> touched = new ArrayList<>();
        write.statements().forEach(statement -> touched.addAll(question.answer(shards.get(ordinal(statement)))));
        touched.sort(Comparator.comparing(List::toString));
        assertThat(touched).as("%s, written on %s", about, write.statements()).isEqualTo(question.answer(whole));
    }

    private static boolean isReference(Question.Change change) {
        return change.table().name().equals("country");
    }

    private static List<List<@Nullable Long>> merged(
            Question question, Merge.Kind kind, List<List<List<@Nullable Long>>> answers) {
        List<List<@Nullable Long>> all = new ArrayList<>();
        answers.forEach(all::addAll);
        if (question instanceof Question.Totals totals && kind == Merge.Kind.GROUP) {
            all = totals(totals.groupBy().size(), all);
        }
        boolean once =
                question instanceof Question.Distinct || question instanceof Question.Union union && !union.all();
        if (once) {
            all = new ArrayList<>(all.stream().distinct().toList());
        }
        if (question instanceof Question.First first) {
            all = new ArrayList<>(all.stream()
                    .sorted(Comparator.comparing(row -> order(row)))
                    .limit(first.limit())
                    .toList());
        }
        all.sort(Comparator.comparing(List::toString));
        return all;
    }

    private static long order(List<@Nullable Long> row) {
        Long value = row.get(0);
        return value == null ? Long.MAX_VALUE : value;
    }

    private static List<List<@Nullable Long>> totals(int keys, List<List<@Nullable Long>> partials) {
        Map<List<@Nullable Long>, List<@Nullable Long>> groups = new HashMap<>();
        for (List<@Nullable Long> partial : partials) {
            List<@Nullable Long> key = new ArrayList<>(partial.subList(0, keys));
            groups.merge(key, new ArrayList<>(partial), (old, more) -> added(keys, old, more));
        }
        return new ArrayList<>(groups.values());
    }

    private static List<@Nullable Long> added(int keys, List<@Nullable Long> old, List<@Nullable Long> more) {
        List<@Nullable Long> sum = new ArrayList<>(old.subList(0, keys));
        for (int i = keys; i < old.size(); i++) {
            Long a = old.get(i);
            Long b = more.get(i);
            sum.add(a == null ? b : b == null ? a : Long.valueOf(a + b));
        }
        return sum;
    }
}
