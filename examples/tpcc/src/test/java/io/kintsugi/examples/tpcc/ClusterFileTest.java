package io.kintsugi.examples.tpcc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.examples.tpcc.jdbc.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sample of a topology names the tables there are, and shards each by a column of its primary key. */
final class ClusterFileTest {

    private static final Pattern TABLE = Pattern.compile("(?m)^ {6}(\\w+): +\\{(key: (\\w*w_id)|reference: true)\\}$");

    @Test
    void clusterFile_namesEveryTable() throws IOException {
        List<MatchResult> tables = TABLE.matcher(Files.readString(Path.of("cluster.yaml")))
                .results()
                .toList();
        assertThat(tables.stream().map(table -> table.group(1))).containsExactlyInAnyOrderElementsOf(Schema.TABLES);
        assertThat(tables.stream().filter(table -> table.group(3) == null).map(table -> table.group(1)))
                .containsExactly("item");
    }
}
