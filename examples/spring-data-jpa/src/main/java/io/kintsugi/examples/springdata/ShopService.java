package io.kintsugi.examples.springdata;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens in one transaction each: always about one customer, hence on one shard. */
@Service
public class ShopService {
    private final CustomerRepository customers;
    private final PurchaseRepository purchases;

    public ShopService(CustomerRepository customers, PurchaseRepository purchases) {
        this.customers = customers;
        this.purchases = purchases;
    }

    @Transactional
    public long register(String name, String country) {
        return idOf(customers.save(new Customer(name, country)));
    }

    static long idOf(Customer customer) {
        Long id = customer.getId();
        if (id == null) {
            throw new IllegalStateException(customer.getName() + " is not stored");
        }
        return id;
    }

    @Transactional
    public int buy(long customer, int pieces, LocalDateTime day) {
        List<Purchase> bought = new ArrayList<>();
        for (int piece = 0; piece < pieces; piece++) {
            bought.add(new Purchase(customer, 100L * (piece + 1), day.plusDays(piece)));
        }
        return purchases.saveAll(bought).size();
    }

    @Transactional
    public void rename(long customer, String name) {
        customers.lock(customer).orElseThrow().setName(name);
    }

    @Transactional
    public int settle(long customer, LocalDateTime before) {
        return purchases.mark(customer, "paid", before);
    }

    /** Fails after everything has been deleted, so that nothing is. */
    @Transactional
    public void forgetAndFail(long customer) {
        purchases.deleteByCustomerId(customer);
        customers.deleteById(customer);
        throw new IllegalStateException("changed my mind");
    }

    @Transactional
    public long forget(long customer) {
        long gone = purchases.deleteByCustomerId(customer);
        customers.deleteById(customer);
        return gone;
    }
}
