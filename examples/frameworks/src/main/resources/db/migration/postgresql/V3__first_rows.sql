INSERT INTO product VALUES (1, 'bowl', 4200), (2, 'cup', 1800), (3, 'plate', 2600);
INSERT INTO customer (customer_id, name, country) VALUES (100, 'first', 'IN'), (101, 'second', 'JP'), (102, 'third', 'JP');
INSERT INTO purchase (purchase_id, customer_id, product_id, status, total_cents) VALUES (1, 100, 1, 'new', 4200);
INSERT INTO note VALUES (1, 'made by Flyway');
