CREATE TABLE users (
    user_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100),
    email VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    country_code CHAR(2),
    born DATE
);
CREATE TABLE orders (
    order_id BIGINT NOT NULL AUTO_INCREMENT,
    user_id BIGINT NOT NULL,
    status VARCHAR(20) NOT NULL DEFAULT 'new',
    note TEXT COLLATE utf8mb4_unicode_ci,
    amount DECIMAL(12,2),
    weight FLOAT,
    pieces INT UNSIGNED,
    paid BOOLEAN,
    kind ENUM('web', 'shop'),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    opened TIME,
    big BIGINT UNSIGNED,
    details JSON,
    PRIMARY KEY (user_id, order_id),
    KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE items (user_id BIGINT NOT NULL, order_id BIGINT NOT NULL, sku VARCHAR(40) NOT NULL, quantity INT, PRIMARY KEY (user_id, order_id, sku));
CREATE TABLE docs (doc_id BINARY(16) PRIMARY KEY, title VARCHAR(100), body TEXT);
CREATE TABLE names (name VARCHAR(40) NOT NULL PRIMARY KEY, uses BIGINT);
CREATE TABLE labels (label CHAR(10) COLLATE utf8mb4_general_ci NOT NULL, place VARCHAR(10) NOT NULL, PRIMARY KEY (label, place));
CREATE TABLE tags (tag VARCHAR(10) COLLATE utf8mb4_bin PRIMARY KEY, uses BIGINT);
CREATE TABLE visits (at DATETIME(3) NOT NULL, page VARCHAR(100), PRIMARY KEY (at, page));
CREATE TABLE counters (id SMALLINT UNSIGNED NOT NULL PRIMARY KEY, n INT);
CREATE TABLE days (day DATE NOT NULL PRIMARY KEY, n INT, UNIQUE KEY (n));
CREATE TABLE audit (id BIGINT NOT NULL, user_id BIGINT NOT NULL, what VARCHAR(100), PRIMARY KEY (user_id, id));
CREATE TABLE country (code CHAR(2) PRIMARY KEY, title VARCHAR(100), added DATETIME DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);
CREATE TABLE coupon (code CHAR(36) PRIMARY KEY DEFAULT (UUID()), percent INT DEFAULT 10);
CREATE TABLE settings (name VARCHAR(40) PRIMARY KEY, value TEXT);
CREATE TABLE jobs (id BIGINT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(100));
CREATE VIEW paid_orders AS SELECT orders.order_id, orders.user_id AS buyer, orders.amount FROM orders WHERE orders.paid;
CREATE VIEW seventh AS SELECT orders.order_id FROM orders WHERE orders.user_id = 7;
CREATE FUNCTION total_for_user(u BIGINT) RETURNS DECIMAL(12,2) READS SQL DATA RETURN (SELECT SUM(amount) FROM orders WHERE user_id = u);
CREATE FUNCTION secret_total(u BIGINT) RETURNS DECIMAL(12,2) READS SQL DATA RETURN (SELECT SUM(amount) FROM orders WHERE user_id = u);
