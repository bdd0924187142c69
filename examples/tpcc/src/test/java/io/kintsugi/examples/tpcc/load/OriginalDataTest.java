package io.kintsugi.examples.tpcc.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.examples.tpcc.model.Randomness;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OriginalDataTest {

    @Test
    void next_marksExactlyATenthOfTheRows() {
        Randomness randomness = new Randomness(11);
        OriginalData data = new OriginalData(5000);
        List<String> texts =
                IntStream.range(0, 5000).mapToObj(row -> data.next(randomness)).toList();
        assertThat(texts).allMatch(text -> text.length() >= 26 && text.length() <= 50);
        assertThat(texts.stream().filter(text -> text.contains("ORIGINAL"))).hasSize(500);
    }

    @Test
    void next_spreadsTheMarksOverTheRows() {
        Randomness randomness = new Randomness(12);
        ExactShare share = new ExactShare(10_000);
        long inFirstHalf =
                IntStream.range(0, 5000).filter(row -> share.next(randomness)).count();
        assertThat(inFirstHalf).isBetween(400L, 600L);
    }
}
