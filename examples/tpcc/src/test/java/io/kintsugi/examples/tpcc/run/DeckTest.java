package io.kintsugi.examples.tpcc.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.examples.tpcc.model.Randomness;
import io.kintsugi.examples.tpcc.transaction.TransactionType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeckTest {

    private final Deck deck = new Deck(new Randomness(5));

    @Test
    void next_dealsTheExactMixInEveryDeck() {
        for (int round = 0; round < 50; round++) {
            assertThat(countsOf(deal(deck.size())))
                    .containsEntry(TransactionType.NEW_ORDER, 10)
                    .containsEntry(TransactionType.PAYMENT, 10)
                    .containsEntry(TransactionType.ORDER_STATUS, 1)
                    .containsEntry(TransactionType.DELIVERY, 1)
                    .containsEntry(TransactionType.STOCK_LEVEL, 1);
        }
    }

    @Test
    void next_meetsTheLeastSharesOfTheSpecification() {
        Map<TransactionType, Integer> counts = countsOf(deal(deck.size()));
        assertThat(counts.getOrDefault(TransactionType.PAYMENT, 0) / (double) deck.size())
                .isGreaterThanOrEqualTo(0.43);
        assertThat(counts.getOrDefault(TransactionType.DELIVERY, 0) / (double) deck.size())
                .isGreaterThanOrEqualTo(0.04);
    }

    @Test
    void next_shufflesAnew() {
        assertThat(deal(deck.size())).isNotEqualTo(deal(deck.size()));
    }

    private List<TransactionType> deal(int cards) {
        List<TransactionType> dealt = new ArrayList<>();
        for (int card = 0; card < cards; card++) {
            dealt.add(deck.next());
        }
        return dealt;
    }

    private static Map<TransactionType, Integer> countsOf(List<TransactionType> dealt) {
        Map<TransactionType, Integer> counts = new EnumMap<>(TransactionType.class);
        dealt.forEach(type -> counts.merge(type, 1, Integer::sum));
        return counts;
    }
}
