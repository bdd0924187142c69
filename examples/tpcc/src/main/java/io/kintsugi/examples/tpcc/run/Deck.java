package io.kintsugi.examples.tpcc.run;

import io.kintsugi.examples.tpcc.model.Randomness;
import io.kintsugi.examples.tpcc.transaction.TransactionType;
import java.util.ArrayList;
import java.util.List;

/**
 * A deck of 23 cards dealt to the end and shuffled again (clause 5.2.4.2): the mix is exact after each deck, and random
 * within it. Confined to one thread.
 */
final class Deck {

    private final Randomness randomness;
    private final List<TransactionType> cards = new ArrayList<>();
    private int[] order = {};
    private int dealt;

    Deck(Randomness randomness) {
        this.randomness = randomness;
        for (TransactionType type : TransactionType.values()) {
            for (int card = 0; card < type.cards(); card++) {
                cards.add(type);
            }
        }
    }

    int size() {
        return cards.size();
    }

    TransactionType next() {
        if (dealt == order.length) {
            order = randomness.permutation(cards.size());
            dealt = 0;
        }
        return cards.get(order[dealt++] - 1);
    }
}
