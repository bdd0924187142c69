package io.kintsugi.router.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.router.schema.FunctionTraits.Volatility;
import org.junit.jupiter.api.Test;

class BuiltInFunctionsTest {
    private final BuiltInFunctions functions = BuiltInFunctions.postgreSql();

    @Test
    void traits_areThoseOfTheMostCarefulOverload() {
        assertThat(functions.function("lower")).contains(traits(false, false, Volatility.IMMUTABLE));
        assertThat(functions.function("now")).contains(traits(false, false, Volatility.STABLE));
        assertThat(functions.function("random")).contains(traits(false, false, Volatility.VOLATILE));
        assertThat(functions.function("sum")).contains(traits(true, false, Volatility.IMMUTABLE));
        assertThat(functions.function("row_number")).contains(traits(false, true, Volatility.IMMUTABLE));
        assertThat(functions.function("rank")).contains(traits(true, true, Volatility.IMMUTABLE));
        assertThat(functions.function("nextval")).contains(traits(false, false, Volatility.VOLATILE));
    }

    @Test
    void formsOfTheGrammar_areKnownToo() {
        assertThat(functions.function("coalesce")).contains(traits(false, false, Volatility.IMMUTABLE));
        assertThat(functions.function("current_timestamp")).contains(traits(false, false, Volatility.STABLE));
        assertThat(functions.function("json_object")).contains(traits(false, false, Volatility.STABLE));
    }

    @Test
    void otherNames_areUnknown() {
        assertThat(functions.function("total_for_user")).isEmpty();
        assertThat(functions.size()).isGreaterThan(2_700);
    }

    private static FunctionTraits traits(boolean aggregate, boolean window, Volatility volatility) {
        return new FunctionTraits(false, aggregate, window, volatility);
    }
}
