package io.kintsugi.router.planner.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DdlPlannerTest {
    private static final LogicalSchema SCHEMA = DdlSchema.of(resource("schema.sql"), BuiltInFunctions.postgreSql());

    /** The cases are in {@code rules.txt}, one by one readable. */
    @TestFactory
    Stream<DynamicTest> definition_goesWhereItsTablesAre_orIsRefusedWithTheWayOut() {
        List<DynamicTest> tests = new ArrayList<>();
        String topology = "";
        for (String block : resource("rules.txt").split("\n\n")) {
            String text = block.strip();
            if (text.startsWith("== ")) {
                topology = text.substring(3);
            } else if (!text.startsWith("#")) {
                String file = topology;
                String ddl = text.substring(0, text.indexOf("\n->")).strip();
                String expected = text.substring(text.indexOf("\n->") + 3).strip();
                tests.add(DynamicTest.dynamicTest(file + ": " + ddl, () -> check(context(file), ddl, expected)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(140);
        return tests.stream();
    }

    private static void check(RoutingContext context, String ddl, String expected) {
        String first = expected.split(" ", 2)[0];
        if (first.contains("/")) {
            ExecutionPlan.Ddl plan = plan(ddl, context);
            assertThat(shards(plan)).isEqualTo(expected);
            assertThat(plan.text()).isEqualTo(ddl);
            assertThat(plan.explanation().tier()).isEqualTo(Tier.DDL_JOB);
            assertThat(plan.explanation().reasons()).hasSizeGreaterThan(1);
            return;
        }
        ShardException error = catchThrowableOfType(ShardException.class, () -> plan(ddl, context));
        assertThat(error).as("nothing was refused").isNotNull();
        assertThat(error.code()).as(error.getMessage()).isEqualTo(ErrorCode.valueOf(first));
        String[] pieces = expected.substring(first.length()).strip().split(" \\.\\.\\. ");
        assertThat(error.getMessage()).contains(pieces);
        if (error.code() != ErrorCode.SYNTAX_NOT_UNDERSTOOD) {
            assertThat(error.remedy()).isPresent();
        }
    }

    @Test
    void temporaryObjects_areOfTheSessionAlone() {
        RoutingContext context = context("shop.yaml");
        RoutingContext withTemporary = new RoutingContext(
                context.topology(), SCHEMA, context.searchPath(), "UTC", Optional.empty(), List.of("scratch"));
        assertThat(isLocal("CREATE TEMP TABLE t (a int)", context)).isTrue();
        assertThat(isLocal("CREATE TABLE pg_temp.t (a int)", context)).isTrue();
        assertThat(isLocal("CREATE TABLE t (a int)", context)).isFalse();
        assertThat(isLocal("CREATE INDEX ON scratch (a)", withTemporary)).isTrue();
        assertThat(isLocal("CREATE INDEX ON scratch (a)", context)).isFalse();
        assertThat(isLocal("DROP TABLE scratch", withTemporary)).isTrue();
        assertThat(isLocal("DROP TABLE scratch, users", withTemporary)).isFalse();
        assertThat(isLocal("TRUNCATE public.scratch", withTemporary)).isFalse();
        assertThat(isLocal("ALTER TABLE scratch ADD b int", withTemporary)).isTrue();
    }

    private static boolean isLocal(String ddl, RoutingContext context) {
        return DdlPlanner.isSessionLocal(DdlParser.parse(lex(ddl)), context);
    }

    private static ExecutionPlan.Ddl plan(String ddl, RoutingContext context) {
        return DdlPlanner.plan(DdlParser.parse(lex(ddl)), ddl, context);
    }

    private static LexedSql lex(String ddl) {
        return SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK).lex(ddl);
    }

    private static String shards(ExecutionPlan.Ddl plan) {
        return plan.shards().stream().map(ShardId::toString).collect(Collectors.joining(" "));
    }

    private static RoutingContext context(String topologyFile) {
        Topology topology = TopologyYaml.parse(resource(topologyFile), topologyFile, name -> Optional.empty(), path -> {
            throw new IOException("no files here");
        });
        return new RoutingContext(topology, SCHEMA, List.of("public"), "UTC", Optional.empty(), List.of());
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(DdlPlannerTest.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
