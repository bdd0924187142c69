package io.kintsugi.router.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementClassifierTest {
    private final SqlLexer lexer = SqlLexer.postgreSql(ParameterStyle.NUMBERED);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1 | SELECT",
                "((select 1) union select 2) | SELECT",
                "values (1) | SELECT",
                "table t | SELECT",
                "with a as (select 1) select 2 | SELECT",
                "with a as (delete from t returning *) select 2 | SELECT",
                "with a (x) as (select 1), b as not materialized (select 2) insert into t select 1 | WITH_DML",
                "with a as (select 1) update t set a = 1 | WITH_DML",
                "with a as (select 1) delete from t | WITH_DML",
                "/* c */ insert into t values (1) | INSERT",
                "update t set a = 1 | UPDATE",
                "delete from t | DELETE",
                "merge into t using s on true when matched then delete | MERGE",
                "begin | BEGIN",
                "start transaction read only | BEGIN",
                "end | COMMIT",
                "commit work | COMMIT",
                "abort | ROLLBACK",
                "rollback | ROLLBACK",
                "rollback to savepoint a | ROLLBACK_TO",
                "rollback work to a | ROLLBACK_TO",
                "savepoint a | SAVEPOINT",
                "release a | RELEASE",
                "prepare transaction 'x' | PREPARE_TRANSACTION",
                "commit prepared 'x' | COMMIT_PREPARED",
                "rollback prepared 'x' | ROLLBACK_PREPARED",
                "set a = 1 | SET",
                "show all | SHOW",
                "reset a | RESET",
                "discard all | DISCARD",
                "explain select 1 | EXPLAIN",
                "explain (analyze, buffers) select 1 | EXPLAIN",
                "explain (route) select 1 | EXPLAIN_ROUTE",
                "EXPLAIN (ROUTE, ANALYZE) select 1 | EXPLAIN_ROUTE",
                "create table t (a int) | CREATE_TABLE",
                "create temp table t (a int) | CREATE_TABLE",
                "create unlogged table t (a int) | CREATE_TABLE",
                "create table t as select 1 | CREATE_TABLE",
                "create unique index i on t (a) | CREATE_INDEX",
                "create index concurrently i on t (a) | CREATE_INDEX",
                "create or replace view v as select 1 | CREATE_VIEW",
                "create materialized view v as select 1 | CREATE_OTHER",
                "create sequence s | CREATE_SEQUENCE",
                "create type t as enum ('a') | CREATE_TYPE",
                "create or replace function f() returns int language sql as '' | CREATE_FUNCTION",
                "create schema s | CREATE_SCHEMA",
                "create extension e | CREATE_EXTENSION",
                "create trigger t after insert on x execute function f() | CREATE_OTHER",
                "alter table t add a int | ALTER_TABLE",
                "alter sequence s restart | ALTER_OTHER",
                "drop table t | DROP_TABLE",
                "drop index i | DROP_INDEX",
                "drop view v | DROP_VIEW",
                "drop function f | DROP_FUNCTION",
                "drop role r | DROP_OTHER",
                "truncate t | TRUNCATE",
                "comment on table t is 'x' | COMMENT",
                "grant select on t to u | GRANT",
                "revoke all on t from u | REVOKE",
                "copy t from stdin | COPY",
                "lock table t | LOCK",
                "call p() | CALL",
                "do $$x$$ | DO",
                "listen c | LISTEN",
                "notify c | NOTIFY",
                "unlisten * | UNLISTEN",
                "prepare p as select 1 | PREPARE",
                "execute p | EXECUTE",
                "deallocate p | DEALLOCATE",
                "declare c cursor for select 1 | DECLARE",
                "fetch c | FETCH",
                "move c | MOVE",
                "close c | CLOSE",
                "vacuum t | VACUUM",
                "analyze t | ANALYZE",
                "reindex table t | MAINTENANCE",
                "; | EMPTY",
                "frobnicate | OTHER",
                "\"select\" 1 | OTHER",
                "$1 | OTHER"
            })
    void classify_byLeadingWords(String sql, StatementClass expected) {
        assertThat(StatementClassifier.classify(lexer.lex(sql))).isEqualTo(expected);
    }

    @Test
    void split_atTopLevelSemicolons() {
        LexedSql sql = lexer.lex(
                ";select ';' ; do $$ a; b $$;; create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3");
        assertThat(StatementSplitter.split(sql))
                .extracting(span -> sql.text(span.first(), span.end()))
                .containsExactly(
                        "select ';'",
                        "do $$ a; b $$",
                        "create function f() returns int begin atomic select case when true then 1 end; select 2; end",
                        "select 3");
    }
}
