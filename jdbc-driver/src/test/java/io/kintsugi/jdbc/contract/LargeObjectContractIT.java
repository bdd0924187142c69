package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blob, Clob, SQLXML and streams. */
final class LargeObjectContractIT extends JdbcContract {
    @Test
    void lobs_areMadeOrNot() throws Exception {
        attempt(() -> connection.createBlob());
        attempt(() -> connection.createClob());
        attempt(() -> connection.createNClob());
        attempt(() -> connection.createStruct("a", new Object[0]));
    }

    @Test
    void xml_isWrittenAndRead() throws Exception {
        SQLXML xml = connection.createSQLXML();
        xml.setString("<a><b>1</b></a>");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO kinds (id, x) VALUES (?, ?)");
                Statement statement = connection.createStatement()) {
            insert.setLong(1, 7);
            insert.setSQLXML(2, xml);
            insert.executeUpdate();
            for (String sql : new String[] {"SELECT x FROM kinds WHERE id = 7", "SELECT x FROM kinds ORDER BY id"}) {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    assertThat(rows.next()).isTrue();
                    SQLXML read = rows.getSQLXML(1);
                    assertThat(read.getString()).isEqualTo("<a><b>1</b></a>");
                    read.free();
                    attempt(read::getString);
                    rows.getString(1);
                    attempt(() -> rows.getObject(1, SQLXML.class));
                }
            }
        }
    }

    @Test
    void xml_isSetByStreams() throws Exception {
        SQLXML xml = connection.createSQLXML();
        attempt(xml::getString);
        try (java.io.Writer writer = xml.setCharacterStream()) {
            writer.write("<w/>");
        }
        // Connector/J's value, which ours gives too, can be read only once it was sent.
        if (texts.isNativeStrict()) {
            assertThat(xml.getString()).isEqualTo("<w/>");
        }
        SQLXML second = connection.createSQLXML();
        try (java.io.OutputStream stream = second.setBinaryStream()) {
            stream.write("<s/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        if (texts.isNativeStrict()) {
            assertThat(second.getString()).isEqualTo("<s/>");
        }
        xml.free();
    }

    @Test
    void longValues_areStreamed() throws Exception {
        byte[] bytes = new byte[1 << 20];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = (byte) index;
        }
        String text = "0123456789äöü".repeat(20_000);
        recorder.pause();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO kinds (id, ba, t) VALUES (?, ?, ?)");
                Statement statement = connection.createStatement()) {
            insert.setLong(1, 7);
            insert.setBinaryStream(2, new ByteArrayInputStream(bytes), bytes.length);
            insert.setCharacterStream(3, new StringReader(text), text.length());
            assertThat(insert.executeUpdate()).isEqualTo(1);
            for (String sql :
                    new String[] {"SELECT ba, t FROM kinds WHERE id = 7", "SELECT ba, t FROM kinds ORDER BY id"}) {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    assertThat(rows.next()).isTrue();
                    try (InputStream stream = rows.getBinaryStream(1)) {
                        assertThat(stream.readAllBytes()).isEqualTo(bytes);
                    }
                    assertThat(rows.getBytes(1)).isEqualTo(bytes);
                    assertThat(rows.getString(2)).isEqualTo(text);
                }
            }
        }
    }

    @Test
    void largeTexts_areSetAndRead() throws Exception {
        String text = "0123456789äöü";
        String url = "https://example.org/a?b=c";
        int written = 0;
        for (Setting setting : List.<Setting>of(
                insert -> insert.setClob(2, new StringReader(text)),
                insert -> insert.setClob(2, new StringReader(text), 5),
                insert -> insert.setNClob(2, new StringReader(text)),
                insert -> insert.setNClob(2, new StringReader(text), 5),
                insert -> {
                    Clob clob = connection.createClob();
                    clob.setString(1, text);
                    insert.setClob(2, clob);
                },
                insert -> {
                    NClob clob = connection.createNClob();
                    clob.setString(1, text);
                    insert.setNClob(2, clob);
                },
                insert -> insert.setURL(2, URI.create(url).toURL()))) {
            written += insertText(setting) ? 1 : 0;
        }
        assertThat(written).isEqualTo(texts.hasArrays() ? 0 : 7);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT t FROM kinds ORDER BY id")) {
            while (rows.next()) {
                rows.getString(1);
                attempt(() -> rows.getURL(1));
                attempt(() -> rows.getNClob(1));
            }
        }
    }

    private interface Setting {
        void on(PreparedStatement insert) throws Exception;
    }

    private int next;

    /** False where the native driver has no such thing. */
    private boolean insertText(Setting setting) throws Exception {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO kinds (id, t) VALUES (?, ?)")) {
            next++;
            insert.setLong(1, next);
            setting.on(insert);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            return true;
        } catch (SQLException refused) {
            assertThat(Failures.kind(refused)).isEqualTo(Failures.UNSUPPORTED);
            return false;
        }
    }

    @Test
    void shortStream_isAnError() throws Exception {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO kinds (id, ba) VALUES (?, ?)")) {
            insert.setLong(1, 7);
            recorder.pause();
            if (isOurs()) {
                assertFails(() -> insert.setBinaryStream(2, new ByteArrayInputStream(new byte[3]), 10));
            }
        }
    }
}
