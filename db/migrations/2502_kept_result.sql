-- Up Migration
-- What was not taken in is kept as it came, for whoever has to look into it; two results of one sitting are decided on.
ALTER TABLE sitting_bundle
  ADD COLUMN file_id uuid,
  ADD COLUMN size integer,
  ADD COLUMN bundle_hash text,
  -- Null: no end, or already past.
  ADD COLUMN keep_until timestamptz,
  ADD COLUMN let_go_at timestamptz,
  -- Which of two results counts: the word of the first person, where two are needed, and what was decided of this one.
  ADD COLUMN proposal text CHECK (proposal IN ('adopt', 'set-aside')),
  ADD COLUMN proposed_by uuid,
  ADD COLUMN proposed_by_name text,
  ADD COLUMN proposed_at timestamptz,
  ADD COLUMN decision text CHECK (decision IN ('adopt', 'set-aside')),
  ADD COLUMN decided_by_name text,
  ADD COLUMN decided_at timestamptz,
  ADD COLUMN reason text,
  DROP CONSTRAINT sitting_bundle_outcome_check,
  ADD CONSTRAINT sitting_bundle_outcome_check CHECK (outcome IN ('taken', 'same', 'refused', 'conflict'));
CREATE INDEX sitting_bundle_by_end ON sitting_bundle (keep_until) WHERE let_go_at IS NULL;
-- Receipts are those of the result that counts.
GRANT DELETE ON script_receipt TO jiangheng_app;
