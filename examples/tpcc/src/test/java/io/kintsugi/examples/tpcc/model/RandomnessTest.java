package io.kintsugi.examples.tpcc.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RandomnessTest {

    private final Randomness randomness = new Randomness(7);

    @Test
    void permutation_holdsEveryNumberOnce() {
        assertThat(randomness.permutation(500))
                .hasSize(500)
                .doesNotHaveDuplicates()
                .contains(1, 500);
    }

    @Test
    void otherThan_givesEveryOtherNumberAndNeverTheExcludedOne() {
        boolean[] seen = new boolean[5];
        for (int draw = 0; draw < 1000; draw++) {
            seen[randomness.otherThan(3, 4)] = true;
        }
        assertThat(seen).containsExactly(false, true, true, false, true);
    }

    @Test
    void text_hasALengthInItsBounds() {
        for (int draw = 0; draw < 1000; draw++) {
            assertThat(randomness.text(14, 24)).hasSizeBetween(14, 24).matches("[a-zA-Z0-9]+");
        }
        assertThat(randomness.zip()).matches("[0-9]{4}11111");
    }

    @Test
    void of_differsByPurposeAndNumberButNotByCall() {
        int first = Randomness.of(1, "stock", 1).uniform(0, Integer.MAX_VALUE - 1);
        assertThat(Randomness.of(1, "stock", 1).uniform(0, Integer.MAX_VALUE - 1))
                .isEqualTo(first);
        assertThat(Randomness.of(1, "stock", 2).uniform(0, Integer.MAX_VALUE - 1))
                .isNotEqualTo(first);
        assertThat(Randomness.of(1, "orders", 1).uniform(0, Integer.MAX_VALUE - 1))
                .isNotEqualTo(first);
        assertThat(Randomness.of(2, "stock", 1).uniform(0, Integer.MAX_VALUE - 1))
                .isNotEqualTo(first);
    }
}
