-- Run by Spring at the start where the profile mysql is active.
CREATE TABLE customer (
    customer_id bigint AUTO_INCREMENT PRIMARY KEY,
    name varchar(255) NOT NULL,
    country varchar(255) NOT NULL,
    version integer DEFAULT 0 NOT NULL
);
CREATE TABLE purchase (
    purchase_id bigint AUTO_INCREMENT,
    customer_id bigint NOT NULL,
    status varchar(255) NOT NULL,
    total_cents bigint NOT NULL,
    placed_at datetime NOT NULL,
    version integer DEFAULT 0 NOT NULL,
    PRIMARY KEY (purchase_id, customer_id),
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
);
CREATE INDEX purchase_placed ON purchase (placed_at);
