package io.kintsugi.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceRulesTest {

    @Test
    void sources_ofTheProject_areTidy() {
        assertThat(SourceRules.breaches(Path.of(".."))).isEmpty();
    }

    @Test
    void leftovers_areFoundWithTheirLine() {
        List<String> breaches = new ArrayList<>();
        List<String> lines = List.of(
                "// TODO later", "// TODO #12 later", "@Disabled", "String p = \"/home/me/x\";", "/** @author me */");
        SourceRules.check(Path.of("A.java"), lines, breaches);
        assertThat(breaches)
                .containsExactly(
                        "A.java:1: says TODO or FIXME without an issue number",
                        "A.java:3: disables a test without an issue number",
                        "A.java:4: names a path of one machine",
                        "A.java:5: names its author");
    }

    @Test
    void length_overTheLimit_isFound() {
        List<String> breaches = new ArrayList<>();
        SourceRules.check(Path.of("A.java"), List.of("// " + "x".repeat(118)), breaches);
        SourceRules.check(Path.of("B.java"), Collections.nCopies(SourceRules.FILE_LINES_MAX + 1, ""), breaches);
        assertThat(breaches).containsExactly("A.java:1: longer than 120", "B.java: 701 lines, at most 700");
    }
}
