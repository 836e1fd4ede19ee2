-- Up Migration
CREATE TABLE sitting (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  paper_id uuid NOT NULL,
  state text NOT NULL,
  head_hash text,
  bundle_file_id uuid,
  bundle_hash text,
  sealed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id)
);
-- What one candidate left in one sitting, taken from the room's sealed bundle.
CREATE TABLE script (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  sitting_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('handed-in', 'collected', 'absent', 'expelled')),
  answers jsonb NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, sitting_id, application_id)
);
-- Violations put on record in a room, with the supervisor's decision.
CREATE TABLE violation (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  subject text NOT NULL,
  description text NOT NULL,
  is_cheating boolean,
  rule_reference text,
  state text NOT NULL CHECK (state IN ('recorded', 'decided')),
  PRIMARY KEY (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE ON sitting, script, violation TO jiangheng_app;
ALTER TABLE sitting ENABLE ROW LEVEL SECURITY;
ALTER TABLE script ENABLE ROW LEVEL SECURITY;
ALTER TABLE violation ENABLE ROW LEVEL SECURITY;
CREATE POLICY sitting_reach ON sitting TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY script_reach ON script TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY violation_reach ON violation TO jiangheng_app USING (within_reach(organisation_id));
