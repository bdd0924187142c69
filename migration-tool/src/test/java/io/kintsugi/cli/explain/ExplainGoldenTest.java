package io.kintsugi.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner;
import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes from files alone; what each line says is the router's own golden test's business. */
final class ExplainGoldenTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("cluster.yaml"), """
                cluster: shop
                dialect: postgresql
                nodes:
                  k-a: {url: "postgresql://127.0.0.1:5601/shop"}
                  c0-a: {url: "postgresql://127.0.0.1:5602/shop"}
                  c1-a: {url: "postgresql://127.0.0.1:5603/shop"}
                catalog: {nodes: [k-a]}
                keyspaces:
                  customers:
                    shards: {s0: {nodes: [c0-a]}, s1: {nodes: [c1-a]}}
                    tables:
                      users: {key: user_id}
                      country: {reference: true}
                """);
        Files.writeString(
                folder.resolve("schema.sql"),
                "create table users (user_id bigint primary key, name text, country char(2));\n"
                        + "create table country (code char(2) primary key, name text);\n");
    }

    private Result explain(String... more) {
        String[] all = new String[more.length + 5];
        System.arraycopy(
                new String[] {
                    "explain",
                    "--cluster",
                    folder.resolve("cluster.yaml").toString(),
                    "--schema",
                    folder.resolve("schema.sql").toString()
                },
                0,
                all,
                0,
                5);
        System.arraycopy(more, 0, all, 5, more.length);
        return new CliRunner().run(all);
    }

    @Test
    void byKey_passesThrough() {
        Result result = explain("select * from users where user_id = 42;");
        assertThat(result.error()).isEmpty();
        assertThat(result.out())
                .startsWith("tier: pass through\nshard: customers/s")
                .contains("sql: select * from users where user_id = 42\n", "because: ");
    }

    @Test
    void withoutKey_isMerged_andSaysWhyItDoesNotPassThrough() {
        Result result = explain("select count(*) from users");
        assertThat(result.out())
                .startsWith("tier: streaming merge\nshards: customers/s0, customers/s1\n")
                .contains("merge: ", "not pass-through: ");
    }

    @Test
    void parameters_haveTypes() {
        assertThat(explain("select * from users where user_id = ?", "--param", "7")
                        .out())
                .startsWith("tier: pass through");
        Result missing = explain("select * from users where user_id = ?");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.error()).contains("Parameter 1 has no value", "--param");
        assertThat(ParameterText.parse(java.util.List.of("7", "-1.5", "true", "NULL", "'7'", "it's"))
                        .values())
                .containsExactly(7L, new java.math.BigDecimal("-1.5"), true, null, "7", "it's");
    }

    @Test
    void refusal_namesTheWayOut() {
        Result result = explain("select * from nowhere");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.error()).contains("nowhere", "way out:", "[K1009]");
    }

    @Test
    void json_hasTheLines() {
        assertThat(explain("-o", "json", "select * from users where user_id = 1")
                        .out())
                .contains("\"route\": [", "\"tier: pass through\"");
    }
}
