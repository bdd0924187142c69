package io.kintsugi.examples.springdata;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A customer; the id is the sharding key, and generated. */
@Entity
@Table(name = "customer")
public class Customer {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "customer_id")
    private @Nullable Long id;

    private String name = "";

    private String country = "";

    @Version
    private int version;

    protected Customer() {}

    Customer(String name, String country) {
        this.name = name;
        this.country = country;
    }

    /** Null until it is stored. */
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
}
