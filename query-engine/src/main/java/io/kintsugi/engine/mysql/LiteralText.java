package io.kintsugi.engine.mysql;

import com.mysql.cj.BindValue;
import com.mysql.cj.PreparedQuery;
import com.mysql.cj.QueryBindings;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcPreparedStatement;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.protocol.a.NativePacketPayload;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * The text that the native driver would send for a statement it prepares itself: its values as literals, between the
 * parts of the text as the native driver has parted it. The server converts a parameter to the type of what stands
 * beside it and compares a literal by other rules ({@code int_column = 'u1'}), so a statement that is prepared on the
 * server for the sake of its cursor gets literals too.
 */
final class LiteralText {
    private static final int LITERAL_BYTES = 64;

    private LiteralText() {}

    /** Reads the streams among the values: what was bound cannot run any more. */
    static String of(JdbcPreparedStatement bound) throws SQLException {
        PreparedQuery query = (PreparedQuery) bound.getQuery();
        try {
            return join(query.getQueryInfo().getStaticSqlParts(), query.getQueryBindings());
        } catch (CharacterCodingException notText) {
            throw new IllegalStateException("the native driver's literal of a value is no text in UTF-8", notText);
        } catch (CJException failed) {
            throw SQLExceptionsMapping.translateException(failed);
        }
    }

    private static String join(byte[][] parts, QueryBindings bindings) throws CharacterCodingException {
        BindValue[] values = bindings.getBindValues();
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < values.length; index++) {
            bindings.checkParameterSet(index);
            text.append(decoded(parts[index], parts[index].length));
            NativePacketPayload literal = new NativePacketPayload(LITERAL_BYTES);
            literal.setPosition(0);
            values[index].writeAsText(literal);
            text.append(decoded(literal.getByteBuffer(), literal.getPosition()));
        }
        byte[] last = parts[values.length];
        return text.append(decoded(last, last.length)).toString();
    }

    /** Connections speak UTF-8, always; what is not UTF-8 is refused, not garbled. */
    private static CharSequence decoded(byte[] bytes, int length) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
    }
}
