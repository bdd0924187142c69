ALTER TABLE purchase ADD COLUMN placed_at timestamp DEFAULT '2026-01-01' NOT NULL;
ALTER TABLE purchase ADD COLUMN version integer DEFAULT 0 NOT NULL;
CREATE INDEX purchase_placed ON purchase (placed_at);
COMMENT ON COLUMN purchase.placed_at IS 'in UTC';
