-- Up Migration
-- Who was granted to sit again and waits for a seat in a later session (SDS-4.4-40). `resit_id` is the decision's.
CREATE TABLE resit_place (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  subject text NOT NULL CHECK (subject IN ('theory', 'practical', 'review')),
  reason text NOT NULL,
  listed_at timestamptz NOT NULL,
  -- Null while he waits.
  session_id uuid,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, session_id) REFERENCES exam_session (organisation_id, id)
);
CREATE INDEX resit_place_by_batch ON resit_place (organisation_id, batch_id);
GRANT SELECT, INSERT, UPDATE ON resit_place TO jiangheng_app;
ALTER TABLE resit_place ENABLE ROW LEVEL SECURITY;
CREATE POLICY resit_place_reach ON resit_place TO jiangheng_app USING (within_reach(organisation_id));
