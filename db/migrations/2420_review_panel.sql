-- Up Migration
-- What a line's comprehensive review evaluates: [{"name", "weight", "focus": []}], weights of 100.
CREATE TABLE review_scheme (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  line_id uuid NOT NULL,
  contents jsonb NOT NULL,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id, line_id)
);
-- One candidate's turn before the panel of a room: when, with which material, and the minutes of it.
CREATE TABLE defence_turn (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  position integer NOT NULL CHECK (position >= 1),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- 统分人 of the room.
  clerk text NOT NULL,
  materials text[] NOT NULL,
  minutes text,
  minutes_by text,
  minutes_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id, position),
  UNIQUE (organisation_id, session_id, application_id),
  CHECK (ends_at > starts_at)
);
-- That a member of the panel has got a candidate's material before the defence.
CREATE TABLE defence_receipt (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id, account_id)
);
CREATE TABLE defence_question (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  application_id uuid NOT NULL,
  question text NOT NULL,
  answer text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX defence_question_by_room ON defence_question (organisation_id, session_id, room_id);
-- One member's sheet for one candidate of the review: blind until locked.
CREATE TABLE review_sheet (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  examiner_account_id uuid NOT NULL,
  examiner_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'locked')),
  points jsonb NOT NULL,
  total numeric(5, 1) NOT NULL,
  signature text,
  signed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, application_id, examiner_account_id)
);
GRANT SELECT, INSERT, UPDATE ON review_scheme, defence_turn, review_sheet TO jiangheng_app;
GRANT SELECT, INSERT ON defence_receipt, defence_question TO jiangheng_app;
ALTER TABLE review_scheme ENABLE ROW LEVEL SECURITY;
ALTER TABLE defence_turn ENABLE ROW LEVEL SECURITY;
ALTER TABLE defence_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE defence_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE review_sheet ENABLE ROW LEVEL SECURITY;
CREATE POLICY review_scheme_reach ON review_scheme TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY defence_turn_reach ON defence_turn TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY defence_receipt_reach ON defence_receipt TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY defence_question_reach ON defence_question TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY review_sheet_reach ON review_sheet TO jiangheng_app USING (within_reach(organisation_id));
