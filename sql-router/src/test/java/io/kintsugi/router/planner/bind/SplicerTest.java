package io.kintsugi.router.planner.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SplicerTest {
    private static final ShardId SHARD = new ShardId("shop", "s0");
    private static final RoutingContext CONTEXT = new RoutingContext(
            TopologyYaml.read(Path.of("src/test/resources/routes/shop.yaml")),
            DdlSchema.of("", BuiltInFunctions.postgreSql()),
            List.of("public"),
            "UTC",
            Optional.empty(),
            List.of());

    private static ShardSql splice(ParameterStyle style, String sql, Edit... edits) {
        BoundText text = new BoundText(SqlLexer.postgreSql(style).lex(sql), TokenMap.IDENTITY, CONTEXT);
        return Splicer.splice(SHARD, text, List.of(edits));
    }

    @Test
    void noEdit_leavesEveryCharacter() {
        String sql = "  /* a */ SELECT ?, 'x' -- b\n FROM t WHERE a=? ; -- c";
        assertThat(splice(ParameterStyle.QUESTION_MARK, sql)).isEqualTo(new ShardSql(SHARD, sql, List.of(1, 2)));
    }

    @Test
    void cutParameter_isMissingFromTheList() {
        ShardSql spliced = splice(
                ParameterStyle.QUESTION_MARK,
                "SELECT a FROM t WHERE b = ? LIMIT ? OFFSET ?",
                Edit.replace(9, 10, "15"));
        assertThat(spliced.text()).isEqualTo("SELECT a FROM t WHERE b = ? LIMIT 15 OFFSET ?");
        assertThat(spliced.parameters()).containsExactly(1, 3);
    }

    @Test
    void copiedParameter_isListedTwice_inTheOrderOfTheText() {
        Edit hidden = new Edit(4, 4, List.of(new Piece.Text(", ("), new Piece.Copy(8, 11), new Piece.Text(") AS h ")));
        ShardSql spliced = splice(ParameterStyle.QUESTION_MARK, "SELECT ? , a FROM t ORDER BY b + ?", hidden);
        assertThat(spliced.text()).isEqualTo("SELECT ? , a , (b + ?) AS h FROM t ORDER BY b + ?");
        assertThat(spliced.parameters()).containsExactly(1, 2, 2);
    }

    @Test
    void numberedParameters_areNumberedAnew() {
        ShardSql spliced = splice(
                ParameterStyle.NUMBERED,
                "SELECT $3 FROM t WHERE a = $1 AND b = $3 LIMIT $2",
                Edit.replace(13, 14, "9"));
        assertThat(spliced.text()).isEqualTo("SELECT $1 FROM t WHERE a = $2 AND b = $1 LIMIT 9");
        assertThat(spliced.parameters()).containsExactly(3, 1);
    }

    @Test
    void editsAtTheEnd_keepWhatFollows() {
        ShardSql spliced = splice(ParameterStyle.QUESTION_MARK, "SELECT 1 LIMIT 5 ;  ", Edit.replace(3, 4, "6"));
        assertThat(spliced.text()).isEqualTo("SELECT 1 LIMIT 6 ;  ");
    }

    @Test
    void overlappingEdits_areADefect() {
        assertThatThrownBy(() -> splice(
                        ParameterStyle.QUESTION_MARK,
                        "SELECT a, b, c",
                        Edit.replace(1, 4, "x"),
                        Edit.replace(3, 5, "y")))
                .isInstanceOf(IllegalStateException.class);
    }
}
