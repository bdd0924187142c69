package io.kintsugi.examples.frameworks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer; the id is the sharding key, and generated. */
@Entity
@Table(name = "customer")
public class Customer {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "customer_id")
    private @Nullable Long id;

    @Column(nullable = false, length = 100)
    private String name = "";

    @Column(nullable = false, length = 2)
    private String country = "";

    @Version
    private int version;

    @OneToMany(mappedBy = "customer")
    @OrderBy("id")
    private List<Purchase> purchases = new ArrayList<>();

    protected Customer() {}

    Customer(String name, String country) {
        this.name = name;
        this.country = country;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getCountry() {
        return country;
    }

    public int getVersion() {
        return version;
    }

    public List<Purchase> getPurchases() {
        return purchases;
    }
}
