-- Up Migration
-- One session in one room, as the centre prepared it and as its room reports it.
CREATE TABLE sitting (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  paper_id uuid NOT NULL,
  -- The room's own states; `prepared` until the room holds the sealed package.
  state text NOT NULL,
  title text NOT NULL,
  site_name text NOT NULL,
  room_name text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- Roster, grid, duties (passcodes hashed) and rules, exactly as handed to the room; pictures by their file.
  preparation jsonb NOT NULL,
  -- Account by duty id, for those who have one.
  duty_accounts jsonb NOT NULL,
  package_file_id uuid NOT NULL,
  package_hash text NOT NULL,
  preparation_hash text,
  -- Passcodes of the duty list, encrypted, until the site head has printed them or the paper is opened.
  passcodes bytea,
  -- The last entry of the room's journal that the centre has seen: what comes later must go on from there.
  head_seq integer,
  head_hash text,
  bundle_file_id uuid,
  bundle_hash text,
  sealed_at timestamptz,
  taken_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id)
);
CREATE INDEX sitting_by_batch ON sitting (organisation_id, batch_id, starts_at);
-- What one candidate left in one sitting, taken from the room's sealed bundle. Answers are read by scoring only.
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
  sitting_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  subject text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  description text NOT NULL,
  is_cheating boolean,
  rule_reference text,
  decision_note text,
  decided_by text,
  decided_at timestamptz,
  state text NOT NULL CHECK (state IN ('recorded', 'decided')),
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX violation_by_batch ON violation (organisation_id, batch_id);
-- One preparation of a session ticked, by whom and when. The place is the room, or the session for the whole of it.
CREATE TABLE checklist_tick (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  place_id uuid NOT NULL,
  item text NOT NULL,
  clause text NOT NULL,
  finding text NOT NULL,
  ticked_by uuid NOT NULL,
  ticked_name text NOT NULL,
  ticked_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, place_id, item)
);
GRANT SELECT, INSERT, UPDATE ON sitting, script, violation TO jiangheng_app;
GRANT SELECT, INSERT ON checklist_tick TO jiangheng_app;
ALTER TABLE sitting ENABLE ROW LEVEL SECURITY;
ALTER TABLE script ENABLE ROW LEVEL SECURITY;
ALTER TABLE violation ENABLE ROW LEVEL SECURITY;
ALTER TABLE checklist_tick ENABLE ROW LEVEL SECURITY;
CREATE POLICY sitting_reach ON sitting TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY script_reach ON script TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY violation_reach ON violation TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY checklist_tick_reach ON checklist_tick TO jiangheng_app USING (within_reach(organisation_id));
