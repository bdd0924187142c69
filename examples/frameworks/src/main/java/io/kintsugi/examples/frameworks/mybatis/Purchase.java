package io.kintsugi.examples.frameworks.mybatis;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A row of {@code purchase}; MyBatis sets its id when it has been inserted. */
public final class Purchase {
    private @Nullable Long id;
    private long customer;
    private long product;
    private String status = "";
    private long total;
    private @Nullable LocalDateTime placed;

    public Purchase() {}

    Purchase(long customer, long product, long total, LocalDateTime placed) {
        this.customer = customer;
        this.product = product;
        this.status = "new";
        this.total = total;
        this.placed = placed;
    }

    public @Nullable Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
    }

    public long getCustomer() {
        return customer;
    }

    public void setCustomer(long customer) {
        this.customer = customer;
    }

    public long getProduct() {
        return product;
    }

    public void setProduct(long product) {
        this.product = product;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public long getTotal() {
        return total;
    }

    public void setTotal(long total) {
        this.total = total;
    }

    public @Nullable LocalDateTime getPlaced() {
        return placed;
    }

    public void setPlaced(LocalDateTime placed) {
        this.placed = placed;
    }

    @Override
    public String toString() {
        return status + " " + total + " at " + placed;
    }
}
