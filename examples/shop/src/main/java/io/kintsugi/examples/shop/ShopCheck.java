package io.kintsugi.examples.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whether the database holds what was done.
 *
 * @param expected what the shop has done
 * @param found what the tables say, by counting and adding up
 * @param itemCents the money of all order lines, which must be that of all orders
 * @param unknownOutcomes commits whose reply was lost: where there are any, the sums may differ by them
 */
public record ShopCheck(ShopSums expected, ShopSums found, long itemCents, long unknownOutcomes) {
    public ShopCheck {
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(found, "found");
    }

    /** True when all sums are equal. */
    public boolean isRight() {
        return differences().isEmpty();
    }

    /** One sentence for each sum that differs. */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        compare("users", expected.users(), found.users(), differences);
        compare("orders", expected.orders(), found.orders(), differences);
        compare("order lines", expected.items(), found.items(), differences);
        compare("cents ordered", expected.cents(), found.cents(), differences);
        compare("orders paid", expected.paidOrders(), found.paidOrders(), differences);
        compare("cents paid", expected.paidCents(), found.paidCents(), differences);
        compare("cents of order lines", found.cents(), itemCents, differences);
        return differences;
    }

    private static void compare(String what, long expected, long found, List<String> differences) {
        if (expected != found) {
            differences.add(what + ": expected " + expected + ", found " + found + ".");
        }
    }
}
