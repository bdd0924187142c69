package io.kintsugi.examples.springdata;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDateTime;
import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

/** A purchase, which lies with its customer: {@code @PartitionKey} puts the customer into every update and delete. */
@Entity
@Table(name = "purchase")
public class Purchase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "purchase_id")
    private @Nullable Long id;

    @PartitionKey
    @Column(name = "customer_id", updatable = false)
    private long customerId;

    private String status = "new";

    @Column(name = "total_cents")
    private long total;

    @Column(name = "placed_at")
    private @Nullable LocalDateTime placed;

    @Version
    private int version;

    protected Purchase() {}

    Purchase(long customerId, long total, LocalDateTime placed) {
        this.customerId = customerId;
        this.total = total;
        this.placed = placed;
    }

    /** Null until it is stored. */
    public @Nullable Long getId() {
        return id;
    }

    public long getCustomerId() {
        return customerId;
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
