package io.kintsugi.examples.springdata;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** Works on an empty shop and says what it sees, line by line. */
@Component
public class ShopRun {
    private static final LocalDateTime MAY = LocalDateTime.of(2026, 5, 1, 10, 0);
    private static final Sort DEAREST =
            Sort.by(Sort.Order.desc("total"), Sort.Order.asc("customerId"), Sort.Order.asc("id"));

    private final ShopService shop;
    private final CustomerRepository customers;
    private final PurchaseRepository purchases;
    private final JdbcTemplate database;

    public ShopRun(
            ShopService shop, CustomerRepository customers, PurchaseRepository purchases, JdbcTemplate database) {
        this.shop = shop;
        this.customers = customers;
        this.purchases = purchases;
        this.database = database;
    }

    public List<String> run() {
        List<String> seen = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            ids.add(shop.register("customer " + number, number % 2 == 0 ? "IN" : "JP"));
            seen.add("bought " + shop.buy(ids.get(number), number, MAY));
        }
        ask(seen, ids);
        change(seen, ids);
        fail(seen, ids);
        seen.addAll(contents());
        return seen;
    }

    private void ask(List<String> seen, List<Long> ids) {
        seen.add("one " + customers.findById(ids.get(3)).orElseThrow().getName());
        seen.add("some "
                + customers.findAllById(ids.subList(1, 5)).stream()
                        .map(Customer::getName)
                        .sorted()
                        .toList());
        seen.add("Japan "
                + customers.findByCountryOrderById("JP").stream()
                        .map(Customer::getName)
                        .toList());
        seen.add("exists " + customers.existsByName("customer 6") + customers.existsByName("nobody"));
        seen.add("count " + purchases.count() + " of one " + purchases.countByCustomerId(ids.get(4)));
        Page<Purchase> page = purchases.findByTotalGreaterThan(150, PageRequest.of(1, 5, DEAREST));
        seen.add("page " + page.getTotalElements() + " " + page.getTotalPages() + " "
                + page.map(Purchase::getTotal).getContent());
        Slice<Purchase> slice = purchases.findSliceByStatus("new", PageRequest.of(0, 6, DEAREST));
        seen.add("slice " + slice.hasNext() + " "
                + slice.map(Purchase::getPlaced).getContent());
        purchases
                .totals()
                .forEach(one -> seen.add("total " + one.getStatus() + " " + one.getPurchases() + " " + one.getTotal()));
    }

    private void change(List<String> seen, List<Long> ids) {
        shop.rename(ids.get(5), "renamed");
        Customer renamed = customers.findById(ids.get(5)).orElseThrow();
        seen.add("renamed " + renamed.getName() + " " + renamed.getVersion());
        seen.add("settled " + shop.settle(ids.get(6), MAY.plusDays(3)));
        Purchase first = purchases.findByCustomerIdOrderById(ids.get(7)).get(0);
        first.setStatus("sent");
        seen.add("merged " + purchases.save(first).getVersion());
        seen.add("forgotten " + shop.forget(ids.get(2)));
    }

    private void fail(List<String> seen, List<Long> ids) {
        Customer stale = customers.findById(ids.get(1)).orElseThrow();
        shop.rename(ids.get(1), "quicker");
        stale.setName("too late");
        try {
            customers.save(stale);
            seen.add("stale change kept");
        } catch (ObjectOptimisticLockingFailureException noticed) {
            seen.add("stale change noticed");
        }
        try {
            shop.forgetAndFail(ids.get(4));
        } catch (IllegalStateException expected) {
            seen.add("rolled back, " + purchases.countByCustomerId(ids.get(4)) + " purchases left");
        }
        try {
            database.update("INSERT INTO customer (customer_id, name, country) VALUES (?, 'twice', 'IN')", ids.get(0));
            seen.add("duplicate kept");
        } catch (DataIntegrityViolationException expected) {
            seen.add("duplicate refused");
        }
    }

    private List<String> contents() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("customer", "purchase")) {
            database.queryForList("SELECT * FROM " + table).stream()
                    .map(row -> table + row)
                    .sorted()
                    .forEach(rows::add);
        }
        return rows;
    }
}
