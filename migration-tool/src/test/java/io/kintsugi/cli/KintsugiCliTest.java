package io.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.TerminalFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KintsugiCliTest {
    private static final TerminalFacts SHOWN = new TerminalFacts(true, true, true, 100);

    private static Result run(String... arguments) {
        return new CliRunner().run(arguments);
    }

    @Test
    void nothing_showsTheHelp() {
        Result result = run();
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out())
                .contains("demo", "validate", "advise", "sql", "explain", "doctor", "manager", "status", "init");
    }

    @Test
    void version_isOneLine() {
        assertThat(run("--version").out()).startsWith("kintsugi ").contains("Java");
    }

    @Test
    void unknownCommand_suggestsTheNearest() {
        Result result = run("validte", "x");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.error())
                .isEqualTo("error: There is no command 'validte'.\n"
                        + "way out: Did you mean 'validate'? See: kintsugi --help\n");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void unknownOption_suggestsTheNearest() {
        Result result = run("validate", "--ouput", "json", "x");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.error())
                .contains("There is no option '--ouput'.", "Did you mean '--output'?", "kintsugi validate --help");
    }

    @Test
    void oneArgumentTooMany_isNamed() {
        Result result = run("validate", "a.yaml", "b.yaml");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.error()).contains("'b.yaml' is one too many");
    }

    @Test
    void missingArgument_isAUsageError() {
        assertThat(run("validate").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("init").error()).contains("--cluster");
        assertThat(run("validate", "-o", "xml", "f").error()).contains("TABLE", "JSON");
    }

    @Test
    void everyCommand_hasHelp() {
        for (String command : new String[] {
            "demo", "validate", "advise", "sql", "explain", "init", "doctor", "manager", "status", "completion"
        }) {
            Result result = run(command, "--help");
            assertThat(result.exitCode()).as(command).isEqualTo(ExitCode.OK);
            assertThat(result.out()).as(command).contains("Usage: kintsugi " + command);
        }
        assertThat(run("demo", "stop", "--help").out()).contains("Usage: kintsugi demo stop");
    }

    @Test
    void completion_isAScriptForBash() {
        assertThat(run("completion").out()).contains("complete -F", "doctor", "--workload-seconds");
    }

    @Test
    void missingFile_isNotFound() {
        Result result = run("validate", "nowhere.yaml");
        assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(result.error()).contains("nowhere.yaml", "[K1302]");
    }

    @Test
    void colours_onlyAtATerminalAndOnlyIfWanted(@TempDir Path folder) throws IOException {
        String file =
                Files.writeString(folder.resolve("bad.yaml"), "cluster: [").toString();
        String escape = "\u001b[";
        assertThat(new CliRunner().terminal(SHOWN).run("validate", file).error())
                .contains(escape);
        assertThat(new CliRunner().run("validate", file).error()).doesNotContain(escape);
        assertThat(new CliRunner()
                        .terminal(SHOWN)
                        .with("NO_COLOR", "1")
                        .run("validate", file)
                        .error())
                .doesNotContain(escape);
        assertThat(new CliRunner()
                        .terminal(SHOWN)
                        .run("validate", "--no-color", file)
                        .error())
                .doesNotContain(escape);
    }

    @Test
    void stack_onlyWhenVerbose() {
        assertThat(run("validate", "nowhere.yaml").error()).doesNotContain("\tat ");
        assertThat(run("validate", "--verbose", "nowhere.yaml").error()).contains("\tat ");
    }

    @Test
    void withoutDemo_sqlAndExplainAndDoctor_sayWhatToDo(@TempDir Path folder) {
        for (String[] arguments : new String[][] {{"sql", "-c", "select 1"}, {"explain", "select 1"}, {"doctor"}}) {
            Result result = new CliRunner()
                    .with("KINTSUGI_DEMO_HOME", folder.toString())
                    .run(arguments);
            assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
            assertThat(result.error()).contains("No demo runs", "way out:");
        }
    }

    @Test
    void sql_contradictions_areUsageErrors() {
        assertThat(run("sql", "--csv", "--json", "jdbc:x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("sql", "--cluster", "a.yaml", "jdbc:x:y").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("sql", "postgres://x").error()).contains("not a JDBC URL", "jdbc:kintsugi:postgresql:");
        assertThat(run("sql", "-f", "nowhere.sql", "jdbc:x:y").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run("sql", "jdbc:foo:y", "-c", "select 1").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void demo_numbersOutOfRange_areUsageErrors() {
        assertThat(run("demo", "--workload-seconds", "0").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("demo", "--users", "-1").error()).contains("--users is -1");
        assertThat(run("demo", "--users", "many").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void status_withoutAManager_isUnreachable() {
        Result result = run("status", "--manager", "http://127.0.0.1:1/");
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.error()).contains("No manager answers", "way out:");
        assertThat(run("status", "--manager", "http://[/").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
