package io.kintsugi.router.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlClassifierTest {
    private static LexedSql lex(String sql, String sqlMode) {
        return SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.parse(sqlMode, 80_406))
                .lex(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "(select 1) union select 2 ~ SELECT",
                "values row(1) ~ SELECT",
                "table t ~ SELECT",
                "with a as (select 1) select 2 ~ SELECT",
                "with a as (select 1) update t set b = 1 ~ WITH_DML",
                "replace into t values (1) ~ INSERT",
                "/*!40101 SET NAMES utf8 */ ~ SET",
                "start transaction ~ BEGIN",
                "begin work ~ BEGIN",
                "rollback work to savepoint a ~ ROLLBACK_TO",
                "rollback and chain ~ ROLLBACK",
                "xa start 'a' ~ XA",
                "desc t ~ DESCRIBE",
                "explain t c ~ DESCRIBE",
                "explain select 1 ~ EXPLAIN",
                "desc format=json select 1 ~ EXPLAIN",
                "explain analyze select 1 ~ EXPLAIN",
                "explain (route) select 1 ~ EXPLAIN_ROUTE",
                "explain (select 1) ~ EXPLAIN",
                "create temporary table t (a int) ~ CREATE_TABLE",
                "create fulltext index i on t (a) ~ CREATE_INDEX",
                "create or replace algorithm = merge definer = 'a'@'b' sql security invoker view v as select 1 ~ CREATE_VIEW",
                "create definer = current_user() procedure p() select 1 ~ CREATE_FUNCTION",
                "create database d ~ CREATE_SCHEMA",
                "create definer=a@b trigger x before insert on t for each row set a = 1 ~ CREATE_OTHER",
                "alter table t add a int ~ ALTER_TABLE",
                "alter database d ~ ALTER_OTHER",
                "drop temporary table t ~ DROP_TABLE",
                "drop prepare p ~ DEALLOCATE",
                "drop trigger x ~ DROP_OTHER",
                "rename table a to b ~ RENAME",
                "truncate t ~ TRUNCATE",
                "use d ~ USE",
                "lock tables t read ~ LOCK",
                "unlock tables ~ UNLOCK",
                "load data infile 'x' into table t ~ LOAD_DATA",
                "load index into cache t ~ ADMINISTRATION",
                "handler t open ~ HANDLER",
                "kill 5 ~ KILL",
                "do sleep(1) ~ DO",
                "call p(1) ~ CALL",
                "analyze table t ~ ANALYZE",
                "optimize table t ~ MAINTENANCE",
                "flush tables ~ ADMINISTRATION",
                "merge into t using u on 1 when matched then delete ~ OTHER"
            })
    void classify_tellsTheStatement(String sql, StatementClass expected) {
        assertThat(StatementClassifier.classify(lex(sql, ""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "select 1; select ';' ; ~ select 1 | select ';'",
                "create procedure p() begin select 1; select 2; end; select 3 ~ create procedure p() begin select 1; select 2; end | select 3",
                "create procedure p() begin if a then select 1; end if; case a when 1 then select 2; end case; end; select 3 ~ create procedure p() begin if a then select 1; end if; case a when 1 then select 2; end case; end | select 3",
                "create trigger x before insert on t for each row set new.a = if(1, 2, 3); select 1 ~ create trigger x before insert on t for each row set new.a = if(1, 2, 3) | select 1",
                "create procedure p() if a then select 1; end if; select 2 ~ create procedure p() if a then select 1; end if; select 2",
                "begin; select 1; commit ~ begin | select 1 | commit"
            })
    void split_partsAtSemicolons_outsideOfBodies(String sql, String expected) {
        LexedSql lexed = lex(sql, "");
        String parts = StatementSplitter.split(lexed).stream()
                .map(span -> lexed.text(span.first(), span.end()))
                .collect(Collectors.joining(" | "));
        assertThat(parts).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "a = 1 and b = 2 ~ '' ~ a = 1;b = 2",
                "a = 1 && b = 2 ~ '' ~ a = 1;b = 2",
                "a = 7 || a = 8 ~ '' ~ ''",
                "a = 7 || 8 and b = 1 ~ PIPES_AS_CONCAT ~ a = 7 || 8;b = 1",
                "a = 1 and b = 7 || 8 ~ '' ~ ''",
                "a = 1 xor b = 2 ~ '' ~ ''",
                "!a = 1 and b = 2 ~ '' ~ b = 2",
                "a = 1 and !(b = 2) ~ '' ~ a = 1",
                "not a = 1 and b = 2 ~ '' ~ b = 2",
                "not a = 1 and b = 2 ~ HIGH_NOT_PRECEDENCE ~ b = 2",
                "@x := a = 1 and b = 2 ~ '' ~ ''",
                "a = 1 and (@x := b) = 2 ~ '' ~ a = 1;(@x := b) = 2",
                "a between 1 and 2 && b = 3 ~ '' ~ a between 1 and 2;b = 3",
                "a not rlike 'x' and b = 3 ~ '' ~ a not rlike 'x';b = 3",
                "a = 1 and case when b then c end ~ '' ~ a = 1"
            })
    void scan_findsWhatBareAndsJoin_byMode(String condition, String sqlMode, String expected) {
        LexedSql sql = lex(condition, sqlMode.replace("''", ""));
        String conjuncts = BareConjunctScan.of(sql, new TokenSpan(0, sql.count())).stream()
                .map(span -> sql.text(span.first(), span.end()))
                .collect(Collectors.joining(";"));
        assertThat(conjuncts).isEqualTo(expected.replace("''", ""));
    }
}
