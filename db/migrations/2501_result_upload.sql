-- Up Migration
-- A result on its way in, part by part, so that a torn line costs one part; gone once the file is whole, or given up.
CREATE TABLE result_upload (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  node_id uuid NOT NULL,
  file_hash text NOT NULL,
  size integer NOT NULL,
  begun_at timestamptz NOT NULL,
  touched_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, node_id, file_hash),
  FOREIGN KEY (organisation_id, node_id) REFERENCES room_node (organisation_id, id)
);
CREATE TABLE result_upload_part (
  organisation_id uuid NOT NULL,
  upload_id uuid NOT NULL,
  start integer NOT NULL,
  size integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (organisation_id, upload_id, start),
  FOREIGN KEY (organisation_id, upload_id) REFERENCES result_upload (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX result_upload_by_touch ON result_upload (touched_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON result_upload, result_upload_part TO jiangheng_app;
ALTER TABLE result_upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE result_upload_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY result_upload_reach ON result_upload TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY result_upload_part_reach ON result_upload_part TO jiangheng_app USING (within_reach(organisation_id));
