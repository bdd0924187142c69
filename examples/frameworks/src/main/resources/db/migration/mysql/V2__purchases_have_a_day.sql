ALTER TABLE purchase ADD COLUMN placed_at datetime DEFAULT '2026-01-01' NOT NULL COMMENT 'in UTC';
ALTER TABLE purchase ADD COLUMN version integer DEFAULT 0 NOT NULL;
CREATE INDEX purchase_placed ON purchase (placed_at);
