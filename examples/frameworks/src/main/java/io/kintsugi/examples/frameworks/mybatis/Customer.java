package io.kintsugi.examples.frameworks.mybatis;

import org.jspecify.annotations.Nullable;

/** A row of {@code customer}; MyBatis sets its id when it has been inserted. */
public final class Customer {
    private @Nullable Long id;
    private String name = "";
    private String country = "";
    private int version;

    public Customer() {}

    Customer(String name, String country) {
        this.name = name;
        this.country = country;
    }

    public @Nullable Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
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

    public void setCountry(String country) {
        this.country = country;
    }

    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }

    @Override
    public String toString() {
        return name + " from " + country + ", version " + version;
    }
}
