package io.kintsugi.cli.existing;

import java.util.List;

/** The schema of a shop that grew on one MySQL server, with all that such schemas have. */
final class MySqlShop {
    static final List<String> TABLES = List.of(
            "CREATE TABLE country (code CHAR(2) PRIMARY KEY, name VARCHAR(40) NOT NULL)",
            "CREATE TABLE currency (id INT AUTO_INCREMENT PRIMARY KEY, code CHAR(3) NOT NULL) AUTO_INCREMENT = 100",
            "CREATE TABLE `Users` (`Id` BIGINT AUTO_INCREMENT PRIMARY KEY COMMENT 'an AUTO_INCREMENT, say: (it counts)',"
                    + " email VARCHAR(190) NOT NULL UNIQUE, country CHAR(2), currency INT,"
                    + " FOREIGN KEY (country) REFERENCES country (code), FOREIGN KEY (currency) REFERENCES currency (id))",
            "CREATE TABLE orders (id BIGINT NOT NULL AUTO_INCREMENT, `User_Id` BIGINT NOT NULL, total DECIMAL(12,2)"
                    + " DEFAULT 0.00 CHECK (total >= 0), gross DECIMAL(14,2) GENERATED ALWAYS AS (total * 1.19) STORED,"
                    + " note VARCHAR(99) DEFAULT 'a, (b', INDEX (id), PRIMARY KEY (`User_Id`, id),"
                    + " FOREIGN KEY (`User_Id`) REFERENCES `Users` (`Id`) ON DELETE CASCADE)",
            "CREATE TABLE `order` (user_id BIGINT NOT NULL, `select` INT, at DATETIME NOT NULL,"
                    + " PRIMARY KEY (user_id, at)) PARTITION BY RANGE (YEAR(at))"
                    + " (PARTITION p0 VALUES LESS THAN (2026), PARTITION p1 VALUES LESS THAN MAXVALUE)",
            "CREATE TABLE visits (user_id BIGINT NOT NULL, at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6)"
                    + " ON UPDATE CURRENT_TIMESTAMP(6), seen INT INVISIBLE DEFAULT 1)",
            "CREATE TABLE `o``dd ta%ble` (name VARCHAR(20) PRIMARY KEY, kind ENUM('a', 'b,c'), weight FLOAT)",
            "CREATE TABLE memo (id INT PRIMARY KEY, t VARCHAR(9)) ENGINE = MyISAM",
            "INSERT INTO country VALUES ('JP', 'Japan')",
            "INSERT INTO currency (code) VALUES ('JPY')",
            "INSERT INTO `Users` (email, country) WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n"
                    + " WHERE n < 500) SELECT CONCAT('u', n), 'JP' FROM n",
            "INSERT INTO orders (`User_Id`) SELECT `Id` FROM `Users`",
            "INSERT INTO visits (user_id) SELECT `Id` FROM `Users`",
            "ANALYZE TABLE `Users`, orders, visits, country, currency");

    /** What runs in the server. */
    static final List<String> PROGRAMS = List.of(
            "CREATE VIEW big_orders AS SELECT * FROM orders WHERE total > 100",
            "CREATE FUNCTION total_for(u BIGINT) RETURNS DECIMAL(20,2) READS SQL DATA"
                    + " RETURN (SELECT SUM(total) FROM orders WHERE user_id = u)",
            "CREATE PROCEDURE forget(IN u BIGINT) BEGIN DELETE FROM orders WHERE user_id = u; END",
            "CREATE TRIGGER own_row BEFORE INSERT ON orders FOR EACH ROW SET NEW.note = UPPER(NEW.note)",
            "CREATE TRIGGER audited AFTER INSERT ON orders FOR EACH ROW INSERT INTO memo VALUES (NEW.id, 'x')",
            "CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM visits");

    /** What more or less cannot be kept over shards. */
    static final List<String> FAULTS = List.of(
            "CREATE TABLE audit (id BIGINT AUTO_INCREMENT PRIMARY KEY, user_id BIGINT NOT NULL, at DATETIME NOT NULL,"
                    + " UNIQUE KEY `by (user)` (user_id, at), KEY (at))",
            "CREATE TABLE rooms (id BIGINT PRIMARY KEY, user_id BIGINT, FOREIGN KEY (user_id) REFERENCES `Users` (`Id`)"
                    + " ON DELETE SET NULL ON UPDATE CASCADE)",
            "CREATE TABLE tags (name VARCHAR(30) COLLATE utf8mb4_unicode_ci PRIMARY KEY) DEFAULT CHARSET = utf8mb4",
            "CREATE TABLE prefs (user_id BIGINT NOT NULL, doc JSON, k VARCHAR(9) AS (doc->>'$.k') VIRTUAL,"
                    + " UNIQUE (user_id, k), txt TEXT, FULLTEXT (txt), SPATIAL INDEX (place), place POINT NOT NULL SRID 4326)",
            "CREATE TABLE counted (n INT AUTO_INCREMENT, user_id BIGINT NOT NULL, PRIMARY KEY (user_id, n), KEY (n))"
                    + " ENGINE = InnoDB PARTITION BY HASH (user_id) PARTITIONS 3",
            "CREATE TABLE fast (user_id BIGINT NOT NULL PRIMARY KEY) ENGINE = MEMORY",
            "CREATE VIEW mixed AS SELECT o.id FROM orders o JOIN `o``dd ta%ble` x ON x.name = o.note",
            "CREATE VIEW `sel``ect` AS SELECT 1 AS one",
            "CREATE TRIGGER rekeyed BEFORE INSERT ON visits FOR EACH ROW SET NEW.user_id = 7",
            "CREATE TRIGGER calling BEFORE UPDATE ON visits FOR EACH ROW SET NEW.seen = total_for(NEW.user_id)",
            "CREATE FUNCTION `both`() RETURNS INT READS SQL DATA RETURN (SELECT COUNT(*) FROM orders)"
                    + " + (SELECT COUNT(*) FROM `o``dd ta%ble`)");

    private MySqlShop() {}
}
