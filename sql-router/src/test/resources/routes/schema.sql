CREATE TABLE users (user_id bigint PRIMARY KEY, name text, email varchar(200), country_code text, born date);
CREATE TABLE orders (
    order_id bigint NOT NULL,
    user_id bigint NOT NULL,
    status text NOT NULL DEFAULT 'new',
    note text COLLATE "C",
    amount numeric(12,2),
    weight double precision,
    pieces integer,
    paid boolean,
    created_at timestamptz DEFAULT now(),
    details jsonb,
    PRIMARY KEY (user_id, order_id)
);
CREATE TABLE items (user_id bigint NOT NULL, order_id bigint NOT NULL, sku text NOT NULL, quantity integer, PRIMARY KEY (user_id, order_id, sku));
CREATE TABLE docs (doc_id uuid PRIMARY KEY, title text, body text);
CREATE TABLE tags (tag varchar(10) PRIMARY KEY, uses bigint);
CREATE TABLE visits (at timestamptz NOT NULL, page text, PRIMARY KEY (at, page));
CREATE TABLE audit (id bigint GENERATED ALWAYS AS IDENTITY, user_id bigint NOT NULL, what text, PRIMARY KEY (user_id, id));
CREATE TABLE country (code text PRIMARY KEY, title text, added timestamptz);
CREATE TABLE coupon (code uuid PRIMARY KEY DEFAULT gen_random_uuid(), percent integer DEFAULT 10);
CREATE TABLE settings (name text PRIMARY KEY, value text);
CREATE TABLE jobs (id bigint PRIMARY KEY, what text);
CREATE TABLE notes (user_id bigint NOT NULL, note text);
CREATE VIEW paid_orders AS SELECT orders.order_id, orders.user_id AS buyer, orders.amount FROM orders WHERE orders.paid;
CREATE VIEW seventh AS SELECT orders.order_id FROM orders WHERE orders.user_id = 7;
CREATE VIEW top_orders AS SELECT orders.order_id, orders.user_id FROM orders ORDER BY orders.amount DESC LIMIT 10;
CREATE FUNCTION total_for_user(bigint) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';
CREATE FUNCTION secret_total(bigint) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';
