package io.kintsugi.jdbc.contract;
import java.sql.*;
class ProbeIT {
  @org.junit.jupiter.api.Test void probe() throws Exception {
    for (Contestant c : Contestants.all().toList()) {
      System.out.println("=== "+c);
      for (String sql : java.nio.file.Files.readAllLines(java.nio.file.Path.of("/tmp/js/probe.sql"))) {
        if (sql.isBlank()) continue;
        try (Connection k = c.connect(); Statement s = k.createStatement()) {
          boolean r = s.execute(sql); System.out.println(sql+"  -> "+ (r ? JdbcContract.rows(s.getResultSet()).toString() : "count "+s.getUpdateCount()));
        } catch (Exception e) { System.out.println(sql+"  !! "+(e instanceof SQLException q? q.getSQLState():"")+" "+e.getMessage()); }
      }
    }
  }
}
