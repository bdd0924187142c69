CREATE TABLE users (user_id bigint PRIMARY KEY, name text, email text);
CREATE TABLE orders (order_id bigint, user_id bigint NOT NULL, placed timestamptz, PRIMARY KEY (user_id, order_id));
CREATE TABLE items (user_id bigint NOT NULL, order_id bigint NOT NULL, item int NOT NULL, note varchar(10));
CREATE TABLE teams (team_id int PRIMARY KEY, name text);
CREATE TABLE country (code text PRIMARY KEY, name text);
CREATE TABLE plain (id serial PRIMARY KEY, name text);
CREATE TABLE bodies (id bigint PRIMARY KEY, body text);
CREATE VIEW rich_users AS SELECT * FROM users WHERE user_id > 7;
CREATE VIEW plain_names AS SELECT name FROM plain;
