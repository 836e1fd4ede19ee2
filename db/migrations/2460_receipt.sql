-- Up Migration
-- What a candidate can compare his hand-in receipt with: a keyed digest of ticket number and receipt code, and the day.
-- Nobody learns anything from a row who does not hold both already, so every row is public.
CREATE TABLE script_receipt (
  organisation_id uuid NOT NULL,
  script_id uuid NOT NULL,
  proof bytea NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, script_id),
  FOREIGN KEY (organisation_id, script_id) REFERENCES script (organisation_id, id)
);
CREATE INDEX script_receipt_proof ON script_receipt (proof);
GRANT SELECT, INSERT ON script_receipt TO jiangheng_app;
ALTER TABLE script_receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY script_receipt_public ON script_receipt TO jiangheng_app
  USING (true) WITH CHECK (within_reach(organisation_id));
