package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.jdbc.oracle.Setters.Setter;
import io.kintsugi.testkit.report.Seed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A key given by any setter is the key that the server gets: the row lies where its own value belongs, and is found
 * there again; or the write is refused.
 */
class SettersIT {
    private static final int SAMPLE = 20;

    @Test
    void aKeyBySomeSetter_isTheKeyOfTheServer() throws SQLException {
        check(SetterMatrix.postgreSql(), withoutReaders(sample()));
    }

    @Test
    @Tag("proof")
    void aKeyByEverySetter_isTheKeyOfTheServer() throws SQLException {
        check(SetterMatrix.postgreSql(), withoutReaders(all()));
    }

    static List<Setter> all() {
        List<Setter> all = new ArrayList<>(Setters.plain());
        all.addAll(Setters.withTypes());
        return all;
    }

    /** The native driver of PostgreSQL stores which object a reader is, not what it reads; ours stores the text. */
    private static List<Setter> withoutReaders(List<Setter> setters) {
        return setters.stream()
                .filter(setter -> !setter.name().startsWith("setObject(reader"))
                .toList();
    }

    static List<Setter> sample() {
        List<Setter> all = all();
        Collections.shuffle(all, new Random(Seed.of("SettersIT")));
        List<Setter> some = new ArrayList<>(Setters.once());
        some.addAll(all.subList(0, SAMPLE));
        return some;
    }

    static void check(SetterMatrix matrix, List<Setter> setters) throws SQLException {
        List<String> faults = matrix.faults(setters);
        System.out.println("setters: " + matrix.tally());
        assertThat(faults).as(String.join("\n", faults)).isEmpty();
    }
}
