package io.kintsugi.router.internal.calcite;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.*;
import io.kintsugi.topology.Dialect;
import java.nio.file.*;
import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void run() throws Exception {
        for (String line : Files.readAllLines(Path.of("/tmp/syn/in.txt"))) {
            if (line.isBlank()) continue;
            try {
                LexedSql sql = SqlLexer.postgreSql(line.contains("?") && !line.contains("$") && !line.contains("?|") ? ParameterStyle.QUESTION_MARK : ParameterStyle.NUMBERED).lex(line.replace("\\n", "\n"));
                StatementClass c = StatementClassifier.classify(sql);
                if (!c.isQueryOrChange()) { System.out.println("## CLASS " + c + "  " + line); continue; }
                var s = CalciteStatementParser.of(Dialect.POSTGRESQL).parse(sql);
                TokenAccounting.verify(sql, s);
                System.out.println("## OK  " + line + "\n" + TreeText.of(sql, s));
            } catch (ShardException e) {
                System.out.println("## NO  " + line + "  -> " + e.getMessage());
            } catch (Throwable e) {
                System.out.println("## CRASH  " + line + "  -> " + e);
            }
        }
    }
}
