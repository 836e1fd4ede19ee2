-- Up Migration
-- SDS-4.4-07, SDS-4.4-09: what is confirmed of each invigilator before he is drawn.
CREATE TABLE invigilator_confirmation (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  item text NOT NULL,
  clause text NOT NULL,
  confirmed_by uuid NOT NULL,
  confirmed_name text NOT NULL,
  confirmed_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, staff_id, item)
);
GRANT SELECT, INSERT ON invigilator_confirmation TO jiangheng_app;
ALTER TABLE invigilator_confirmation ENABLE ROW LEVEL SECURITY;
CREATE POLICY invigilator_confirmation_reach ON invigilator_confirmation TO jiangheng_app USING (within_reach(organisation_id));
