-- Up Migration
-- The day of a practical test in one room: what it needs, its draw, and how far it is.
CREATE TABLE practical_day (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  practical_id uuid NOT NULL,
  title text NOT NULL,
  state text NOT NULL CHECK (state IN ('prepared', 'drawn', 'started')),
  is_dangerous boolean NOT NULL,
  -- 准备通知单: [{"key", "module", "kind", "name", "spec", "unit", "needed"}]
  notice jsonb NOT NULL,
  -- [{"code", "name", "minutes"}]
  modules jsonb NOT NULL,
  -- Titles of the tasks of which a candidate draws one; none where everybody does the same.
  tasks text[] NOT NULL,
  label text NOT NULL,
  commitment text NOT NULL,
  seed_sealed bytea NOT NULL,
  seed text,
  drawn_at timestamptz,
  drawn_by text,
  started_at timestamptz,
  started_by text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id),
  CHECK ((state = 'prepared') = (seed IS NULL))
);
-- One line of a list found in order or wanting: of the room, the notice, a station, the day before, protection.
CREATE TABLE practical_check (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  form text NOT NULL CHECK (form IN ('room', 'notice', 'station', 'day-before', 'protection', 'review-room')),
  -- The room, or the seat that is the station.
  subject_id uuid NOT NULL,
  item text NOT NULL,
  in_order boolean NOT NULL,
  quantity numeric(10, 2),
  finding text NOT NULL,
  checked_by uuid NOT NULL,
  checked_name text NOT NULL,
  checked_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id, form, subject_id, item)
);
-- The call-up order as drawn, with the task drawn; when the candidate was called and signed.
CREATE TABLE practical_turn (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  seat_id uuid NOT NULL,
  position integer NOT NULL CHECK (position >= 1),
  task text,
  called_at timestamptz,
  signature text,
  signed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id, position),
  UNIQUE (organisation_id, session_id, application_id)
);
-- The clock of one candidate in one module.
CREATE TABLE practical_clock (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  module text NOT NULL,
  minutes integer NOT NULL CHECK (minutes >= 1),
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, application_id, module)
);
-- What stops the room, or one candidate where it names one; clocks stand still until it is lifted.
CREATE TABLE practical_stop (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  application_id uuid,
  kind text NOT NULL CHECK (kind IN ('danger', 'unsafe', 'equipment')),
  reason text NOT NULL,
  stopped_at timestamptz NOT NULL,
  stopped_by text NOT NULL,
  lifted_at timestamptz,
  lifted_by text,
  remedy text,
  extra_minutes integer NOT NULL DEFAULT 0 CHECK (extra_minutes >= 0),
  PRIMARY KEY (organisation_id, id),
  CHECK (kind <> 'unsafe' OR application_id IS NOT NULL)
);
CREATE INDEX practical_stop_by_room ON practical_stop (organisation_id, session_id, room_id);
-- That an examiner has read what is assessed and by which standard.
CREATE TABLE practical_reading (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  topics text[] NOT NULL,
  confirmed_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id, account_id)
);
-- Deductions noted beside the points: [{"point", "rule", "count"}]; null on sheets without any.
ALTER TABLE practical_sheet ADD COLUMN deductions jsonb;
-- Who of the panel answers for which module: {"M1": "<staff id>"}.
CREATE TABLE panel_step (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  steps jsonb NOT NULL,
  named_by text NOT NULL,
  named_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id)
);
-- Trial scores of a rehearsal. No result is ever made of them.
CREATE TABLE rehearsal_sheet (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  round integer NOT NULL CHECK (round >= 1),
  examiner_account_id uuid NOT NULL,
  examiner_name text NOT NULL,
  points jsonb NOT NULL,
  vetoes jsonb NOT NULL,
  total numeric(5, 1) NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id, round, examiner_account_id)
);
-- The leader's decision where the sheets lie further apart than the rule allows.
CREATE TABLE score_arbitration (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  subject text NOT NULL CHECK (subject IN ('practical', 'review')),
  lowest numeric(5, 1) NOT NULL,
  highest numeric(5, 1) NOT NULL,
  score numeric(5, 1) NOT NULL CHECK (score BETWEEN lowest AND highest),
  reason text NOT NULL,
  leader_account_id uuid NOT NULL,
  leader_name text NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, application_id)
);
GRANT SELECT, INSERT, UPDATE ON practical_day, practical_check, practical_turn, practical_clock, practical_stop,
  panel_step, rehearsal_sheet TO jiangheng_app;
GRANT SELECT, INSERT ON practical_reading, score_arbitration TO jiangheng_app;
ALTER TABLE practical_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE practical_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE practical_turn ENABLE ROW LEVEL SECURITY;
ALTER TABLE practical_clock ENABLE ROW LEVEL SECURITY;
ALTER TABLE practical_stop ENABLE ROW LEVEL SECURITY;
ALTER TABLE practical_reading ENABLE ROW LEVEL SECURITY;
ALTER TABLE panel_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE rehearsal_sheet ENABLE ROW LEVEL SECURITY;
ALTER TABLE score_arbitration ENABLE ROW LEVEL SECURITY;
CREATE POLICY practical_day_reach ON practical_day TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY practical_check_reach ON practical_check TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY practical_turn_reach ON practical_turn TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY practical_clock_reach ON practical_clock TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY practical_stop_reach ON practical_stop TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY practical_reading_reach ON practical_reading TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY panel_step_reach ON panel_step TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY rehearsal_sheet_reach ON rehearsal_sheet TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY score_arbitration_reach ON score_arbitration TO jiangheng_app USING (within_reach(organisation_id));
