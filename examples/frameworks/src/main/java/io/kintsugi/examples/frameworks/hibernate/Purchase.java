package io.kintsugi.examples.frameworks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDateTime;
import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

/**
 * A purchase. {@code @PartitionKey} is Hibernate's own word for a sharding key: it puts the customer's id into the
 * WHERE of every update and delete, so that each goes to one shard.
 */
@Entity
@Table(name = "purchase")
public class Purchase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "purchase_id")
    private @Nullable Long id;

    @PartitionKey
    @Column(name = "customer_id", nullable = false, updatable = false)
    private long customerId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "customer_id", insertable = false, updatable = false)
    private @Nullable Customer customer;

    @Column(name = "product_id", nullable = false)
    private long product;

    @Column(nullable = false, length = 10)
    private String status = "new";

    @Column(name = "total_cents", nullable = false)
    private long total;

    @Column(name = "placed_at", nullable = false)
    private @Nullable LocalDateTime placed;

    @Version
    private int version;

    protected Purchase() {}

    Purchase(long customerId, long product, long total, LocalDateTime placed) {
        this.customerId = customerId;
        this.product = product;
        this.total = total;
        this.placed = placed;
    }

    public @Nullable Long getId() {
        return id;
    }

    public long getCustomerId() {
        return customerId;
    }

    public @Nullable Customer getCustomer() {
        return customer;
    }

    public long getProduct() {
        return product;
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

    public @Nullable LocalDateTime getPlaced() {
        return placed;
    }

    public int getVersion() {
        return version;
    }
}
