-- Up Migration
-- A file that somebody sent for import: sealed in the blob store, read by a job alone and removed once it is read.
CREATE TABLE item_upload (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  size bigint NOT NULL,
  -- Keyed digest of the clear bytes: tells that a file was sent before, and nothing else.
  digest text NOT NULL,
  -- Name of the sealed bytes in the blob store.
  blob text NOT NULL,
  created_at timestamptz NOT NULL,
  -- When a job has read it: from then on it is to be removed.
  read_at timestamptz,
  PRIMARY KEY (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON item_upload TO jiangheng_app;
ALTER TABLE item_upload ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_upload_reach ON item_upload TO jiangheng_app USING (within_reach(organisation_id));

-- One file (or pasted text) on its way into a bank. Its rows go when it is over; it stays as the record.
CREATE TABLE item_import (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  bank text NOT NULL,
  name text NOT NULL,
  upload_id uuid NOT NULL,
  digest text NOT NULL,
  -- As the person said it is; null when the content decides.
  wanted_format text,
  format text,
  state text NOT NULL
    CHECK (state IN ('reading', 'ready', 'committing', 'committed', 'discarded', 'failed', 'expired')),
  counts jsonb,
  -- Why it could not be read, in the users' words.
  trouble jsonb,
  -- What the file carries and the bank cannot hold, and the knowledge it names; encrypted.
  findings bytea,
  mode text CHECK (mode IN ('all-or-nothing', 'skip-bad-rows')),
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  job_id uuid,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX item_import_by_digest ON item_import (organisation_id, digest);
GRANT SELECT, INSERT, UPDATE ON item_import TO jiangheng_app;
ALTER TABLE item_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_import_reach ON item_import TO jiangheng_app USING (within_reach(organisation_id));

CREATE TABLE item_import_row (
  organisation_id uuid NOT NULL,
  import_id uuid NOT NULL,
  ordinal integer NOT NULL,
  place text NOT NULL,
  state text NOT NULL CHECK (state IN ('good', 'problem', 'duplicate', 'near-duplicate', 'excluded')),
  problems text[] NOT NULL,
  -- What the row is about and not what it asks, once it is readable.
  type text,
  point_code text,
  code text,
  -- Keyed, as with items.
  content_hash text,
  -- Keyed digest of the knowledge that the file names for it.
  knowledge text,
  lossy boolean NOT NULL,
  -- The row of the same file that it repeats.
  same_ordinal integer,
  -- Draft, source and findings, encrypted.
  content bytea NOT NULL,
  PRIMARY KEY (organisation_id, import_id, ordinal),
  FOREIGN KEY (organisation_id, import_id) REFERENCES item_import (organisation_id, id)
);
-- Content and code first: an index that began with the import would be taken, before the table is analysed, for
-- reading it in order.
CREATE INDEX item_import_row_by_hash ON item_import_row (content_hash, import_id, organisation_id);
CREATE INDEX item_import_row_by_code ON item_import_row (code, import_id, organisation_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON item_import_row TO jiangheng_app;
ALTER TABLE item_import_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_import_row_reach ON item_import_row TO jiangheng_app USING (within_reach(organisation_id));

CREATE TABLE item_import_picture (
  organisation_id uuid NOT NULL,
  import_id uuid NOT NULL,
  digest text NOT NULL,
  media_type text NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (organisation_id, import_id, digest),
  FOREIGN KEY (organisation_id, import_id) REFERENCES item_import (organisation_id, id)
);
GRANT SELECT, INSERT, DELETE ON item_import_picture TO jiangheng_app;
ALTER TABLE item_import_picture ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_import_picture_reach ON item_import_picture TO jiangheng_app
  USING (within_reach(organisation_id));

-- Items written to a file for one person, who takes it once.
CREATE TABLE item_export (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  bank text NOT NULL,
  format text NOT NULL,
  filter jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('writing', 'ready', 'taken', 'expired')),
  name text,
  items integer,
  -- What the format cannot carry: words and numbers, never content.
  losses jsonb,
  blob text,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  job_id uuid,
  created_at timestamptz NOT NULL,
  taken_at timestamptz,
  PRIMARY KEY (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE ON item_export TO jiangheng_app;
ALTER TABLE item_export ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_export_reach ON item_export TO jiangheng_app USING (within_reach(organisation_id));
