package io.kintsugi.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner;
import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.embedded.SharedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell over a plain server: what it prints and how it ends does not depend on the driver. */
final class SqlShellIT {
    private final String url = SharedPostgres.get().newDatabase().jdbcUrl();

    private Result sql(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "sql";
        all[1] = url;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return new CliRunner().run(all);
    }

    @Test
    void texts_runInOrder_eachWithSeveralStatements() {
        Result result = sql("-c", "create table t (a int); insert into t values (1), (2)", "-c", "select * from t");
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).isEqualTo("CREATE TABLE\nINSERT 2\n a\n---\n 1\n 2\n(2 rows)\n");
        assertThat(result.error()).isEmpty();
    }

    @Test
    void firstError_ends_withItsCodeAndItsPlace() {
        Result result = sql("-c", "select 1 as a;\nselect *\n  from missing;\nselect 2 as b");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.error())
                .isEqualTo("error: relation \"missing\" does not exist [42P01]\n      from missing\n           ^\n");
        assertThat(result.out()).contains(" a\n").doesNotContain(" b\n");
    }

    @Test
    void keepGoing_goesOnAndStillFails() {
        Result result = sql("--keep-going", "-c", "selec; select 2 as b");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.out()).contains(" b\n");
    }

    @Test
    void standardInput_isAScriptWithMetaCommands() {
        Result result = new CliRunner()
                .input("create table people (id int primary key, name text);\n\\dt\n\\d people\n\\x\n"
                        + "insert into people values (1, 'x'); select *\nfrom people")
                .run("sql", url);
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out())
                .contains(" public | people | table", "people_pkey", "Expanded display is on.", "name | x")
                .endsWith("(1 row)\n");
    }

    @Test
    void quit_endsTheScript_unknownMetaCommandFailsIt() {
        assertThat(new CliRunner().input("\\q\nselec").run("sql", url).exitCode())
                .isEqualTo(ExitCode.OK);
        Result unknown = new CliRunner().input("\\foo\n").run("sql", url);
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(unknown.error()).contains("There is no command \\foo");
    }

    @Test
    void files_runAndIncludeOthers(@TempDir Path folder) throws IOException {
        Path inner = Files.writeString(folder.resolve("inner.sql"), "select 'in' as inner_column;");
        Path outer = Files.writeString(folder.resolve("outer.sql"), "\\i " + inner + "\nselect 'out' as outer_column");
        Result result = sql("-f", outer.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).containsSubsequence("inner_column", "outer_column");
        Path loop = folder.resolve("loop.sql");
        Files.writeString(loop, "\\i " + loop);
        assertThat(sql("-f", loop.toString()).error()).contains("include each other");
    }

    @Test
    void machines_getDataAndNothingElse() {
        Result csv = sql("--csv", "-c", "create table t (a int); select 1 as a, null as b, 'x,y' as c");
        assertThat(csv.out()).isEqualTo("a,b,c\r\n1,,\"x,y\"\r\n");
        Result json = sql("--json", "-c", "select 1 as a, true as b, '{\"k\":[]}'::jsonb as c, 1.50 as d");
        assertThat(json.out()).isEqualTo("[\n  {\"a\":1,\"b\":true,\"c\":{\"k\": []},\"d\":1.50}\n]\n");
    }

    @Test
    void notices_goToStandardError() {
        Result result = sql("-c", "drop table if exists nothing");
        assertThat(result.error()).contains("notice:", "nothing");
        assertThat(result.out()).isEqualTo("DROP TABLE\n");
    }

    @Test
    void lostConnection_isReplaced() {
        Result result = sql("--keep-going", "-c", "select pg_terminate_backend(pg_backend_pid()); select 7 as seven");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.error()).contains("the connection was lost; this is a new one");
        assertThat(result.out()).contains("seven");
    }

    @Test
    void unreachableServer_hasItsOwnExitCode() {
        Result result = new CliRunner().run("sql", "jdbc:postgresql://127.0.0.1:1/x", "-c", "select 1");
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }
}
