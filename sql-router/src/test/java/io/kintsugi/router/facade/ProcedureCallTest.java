package io.kintsugi.router.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.topology.KeyCollation;
import io.kintsugi.topology.KeyWeights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call asks where its question goes, with all that the question needs to know for it. */
final class ProcedureCallTest {
    private static final SqlLexer LEXER = SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK);
    private static final ParameterValues NO_VALUES = number -> "ä";
    private static final List<WeightDemand> DEMANDS =
            List.of(new WeightDemand(KeyCollation.of("utf8mb4_0900_ai_ci").orElseThrow(), "ä"));

    /** Knows its shard only from the weights that it is told. */
    private record Question(LexedSql sql) implements PreparedRoute {
        @Override
        public String text() {
            return sql.sql();
        }

        @Override
        public int parameterCount() {
            return 1;
        }

        @Override
        public boolean writes() {
            return false;
        }

        @Override
        public boolean readsViews() {
            return true;
        }

        @Override
        public List<IdDemand> idDemands() {
            return List.of();
        }

        @Override
        public List<WeightDemand> weightDemands(ParameterValues parameters) {
            return DEMANDS;
        }

        @Override
        public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
            throw new IllegalStateException("bound without the weights");
        }

        @Override
        public ExecutionPlan bind(ParameterValues parameters, List<Long> ids, KeyWeights weights) {
            ShardSql there = new ShardSql(new ShardId("main", "s1"), sql.sql(), List.of(1));
            return new ExecutionPlan.SingleShard(there, false, EXPLANATION);
        }
    }

    private static final RouteExplanation EXPLANATION =
            new RouteExplanation(RouteExplanation.Tier.PASS_THROUGH, List.of("because"), List.of());

    @Test
    void call_passesOnWhatItsQuestionAsksFor() {
        LexedSql sql = LEXER.lex("/* why */ CALL rename(?)");
        PreparedRoute call = ProcedureCall.of(sql, LEXER, Question::new);
        assertThat(call.readsViews()).isTrue();
        assertThat(call.weightDemands(NO_VALUES)).isEqualTo(DEMANDS);
        ExecutionPlan plan = call.bind(NO_VALUES, List.of(), KeyWeights.NONE);
        assertThat(plan).isInstanceOfSatisfying(ExecutionPlan.SingleShard.class, single -> {
            assertThat(single.sql().text()).isEqualTo(sql.sql());
            assertThat(single.sql().shard()).isEqualTo(new ShardId("main", "s1"));
            assertThat(single.write()).isTrue();
        });
    }

    @Test
    void placesInTheQuestion_areThoseOfTheCall() {
        LexedSql sql = LEXER.lex("  call\n rename(?)");
        LexedSql[] asked = new LexedSql[1];
        ProcedureCall.of(sql, LEXER, question -> {
            asked[0] = question;
            return new Question(question);
        });
        for (int token = 1; token < sql.count(); token++) {
            assertThat(asked[0].position(token)).isEqualTo(sql.position(token));
        }
    }
}
