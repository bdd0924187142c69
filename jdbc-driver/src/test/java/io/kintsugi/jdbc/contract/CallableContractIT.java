package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls of functions and procedures. */
final class CallableContractIT extends JdbcContract {
    @Test
    void function_returnsItsValue() throws Exception {
        for (String sql : new String[] {"{? = call twice(?)}", "{?= call twice( ? )}", "{ ? = call twice (?) }"}) {
            try (CallableStatement call = connection.prepareCall(sql)) {
                call.registerOutParameter(1, Types.BIGINT);
                for (long number = 1; number < 7; number++) {
                    call.setLong(2, number);
                    assertThat(call.execute()).isFalse();
                    assertThat(call.getLong(1)).isEqualTo(2 * number);
                    assertThat(call.wasNull()).isFalse();
                    assertThat(call.getObject(1)).isEqualTo(2 * number);
                }
            }
        }
    }

    @Test
    void function_readsTheRowsOfItsShard() throws Exception {
        users(6);
        try (java.sql.Statement statement = connection.createStatement()) {
            for (int owner = 1; owner <= 6; owner++) {
                for (int order = 0; order < owner; order++) {
                    statement.executeUpdate("INSERT INTO orders VALUES (" + owner + ", " + order + ", 1)");
                }
            }
        }
        try (CallableStatement call = connection.prepareCall("{? = call orders_of(?)}")) {
            call.registerOutParameter(1, Types.BIGINT);
            for (int owner = 1; owner <= 6; owner++) {
                call.setLong(2, owner);
                call.execute();
                assertThat(call.getLong(1)).isEqualTo(owner);
            }
        }
    }

    @Test
    void functionWithoutOutParameters_isAQuery() throws Exception {
        try (CallableStatement call = connection.prepareCall("{call twice(?)}")) {
            call.setLong(1, 4);
            try (ResultSet rows = call.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(8);
            }
        }
    }

    @Test
    void nullResult_isSeen() throws Exception {
        try (CallableStatement call = connection.prepareCall("{? = call twice(?)}")) {
            call.registerOutParameter(1, Types.BIGINT);
            call.setNull(2, Types.BIGINT);
            if (isOurs()) {
                // Where a key may be NULL, no shard is certain.
                recorder.pause();
                attempt(call::execute);
                return;
            }
            recorder.pause();
            call.execute();
            assertThat(call.getLong(1)).isZero();
            assertThat(call.wasNull()).isTrue();
        }
    }

    @Test
    void misuse_isAnError() throws Exception {
        try (CallableStatement call = connection.prepareCall("{? = call twice(?)}")) {
            strict(() -> assertFails(() -> call.getLong(1)));
            call.registerOutParameter(1, Types.BIGINT);
            assertFails(call::execute);
            call.setLong(2, 1);
            call.execute();
            assertFails(() -> call.getLong(2));
            strict(() -> assertFails(() -> call.getLong("a")));
            strict(() -> assertFails(() -> call.setLong("a", 1)));
            call.registerOutParameter(1, Types.DATE);
            if (texts.isNativeStrict()) {
                assertFails("42821", call::execute);
            }
            strict(() -> assertFails(() -> call.registerOutParameter("a", Types.BIGINT)));
        }
        assertFails(() -> {
            try (CallableStatement call = connection.prepareCall("{call no_such_function(?)}")) {
                call.setLong(1, 1);
                call.execute();
            }
        });
    }

    @Test
    void procedureWithoutOutParameters_changesRows() throws Exception {
        users(6);
        // In PostgreSQL braces mean a function.
        List<String> calls = isProcedureInBraces()
                ? List.of("{call age_user(?)}", "{ call age_user( ? ) }", "call age_user(?)")
                : List.of("call age_user(?)");
        for (String sql : calls) {
            for (long owner = 1; owner <= 6; owner++) {
                try (CallableStatement call = connection.prepareCall(sql)) {
                    call.setLong(1, owner);
                    uncompared(call::execute);
                }
            }
            assertThat(one("SELECT count(*) FROM users WHERE age = 99")).isEqualTo("6");
        }
    }

    private boolean isProcedureInBraces() {
        return !texts.returnsColumns();
    }

    @Test
    void procedure_changesRowsAndGivesItsOutParameter() throws Exception {
        users(6);
        if (!texts.returnsColumns()) {
            procedureWithOutParameter_isRefused();
            return;
        }
        for (long owner = 1; owner <= 6; owner++) {
            try (CallableStatement call = connection.prepareCall("call rename_user(?, ?)")) {
                call.setLong(1, owner);
                call.setString(2, "new " + owner);
                call.registerOutParameter(2, Types.VARCHAR);
                call.execute();
                assertThat(call.getString(2)).isEqualTo("NEW " + owner);
            }
            assertThat(one("SELECT name FROM users WHERE user_id = " + owner)).isEqualTo("new " + owner);
        }
    }

    /** MySQL's are variables of a session; the connection of a bound session has its native driver's calls. */
    private void procedureWithOutParameter_isRefused() throws Exception {
        recorder.pause();
        try (CallableStatement call = connection.prepareCall("{call rename_user(?, ?)}")) {
            call.setLong(1, 1);
            call.setString(2, "new 1");
            call.registerOutParameter(2, Types.VARCHAR);
            if (isOurs()) {
                assertFails(Failures.UNSUPPORTED, call::execute);
            } else {
                call.execute();
            }
        }
        assertThat(one("SELECT name FROM users WHERE user_id = 1")).isEqualTo(isOurs() ? "user 1" : "new 1");
    }

    @Test
    void call_isPartOfTheTransaction() throws Exception {
        users(1);
        connection.setAutoCommit(false);
        try (java.sql.PreparedStatement call = connection.prepareStatement("CALL age_user(?)")) {
            call.setLong(1, 1);
            call.execute();
        }
        connection.rollback();
        assertThat(one("SELECT age FROM users WHERE user_id = 1")).isEqualTo("7");
        connection.rollback();
    }
}
