-- Up Migration
CREATE TABLE exam_session (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  line_id uuid NOT NULL,
  subject text NOT NULL CHECK (subject IN ('theory', 'practical', 'review')),
  number integer NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  -- When the roster of its staff was found complete; a session without cannot start.
  staffed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id, subject, number)
);
-- One candidate, one subject: session, room and seat.
CREATE TABLE placement (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  subject text NOT NULL CHECK (subject IN ('theory', 'practical', 'review')),
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  seat_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, application_id, subject),
  -- One person a desk, one person a station at a time; two people may change places in one statement.
  UNIQUE (organisation_id, session_id, seat_id) DEFERRABLE INITIALLY IMMEDIATE,
  FOREIGN KEY (organisation_id, session_id) REFERENCES exam_session (organisation_id, id)
);
CREATE INDEX placement_by_room ON placement (organisation_id, session_id, room_id);
CREATE TABLE ticket (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  number text NOT NULL,
  -- Signed once, so that a ticket printed again is the same to the last byte.
  token text NOT NULL,
  -- What the ticket says of place and time, taken over when published and after each recorded change.
  content jsonb NOT NULL,
  file_id uuid,
  first_printed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, application_id),
  UNIQUE (organisation_id, number)
);
-- The arrangement of a batch as a whole: draft until confirmed, then the candidates see it.
CREATE TABLE arrangement (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  state text NOT NULL,
  seed text NOT NULL,
  seed_commitment text NOT NULL,
  -- Sessions as drafted, rest between them; counts of the last seating.
  settings jsonb NOT NULL,
  job_id uuid,
  confirmed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id)
);
-- Seats while the arrangement is a draft: changed freely, evidence of nothing, emptied by confirmation.
CREATE TABLE draft_seat (
  organisation_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  subject text NOT NULL CHECK (subject IN ('theory', 'practical', 'review')),
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  seat_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, application_id, subject),
  UNIQUE (organisation_id, session_id, seat_id) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX draft_seat_by_batch ON draft_seat (organisation_id, batch_id);
-- The organisation's roster of examiners, invigilators and supervisors, their own and those engaged from elsewhere.
CREATE TABLE staff_member (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  staff_number text NOT NULL,
  name text NOT NULL,
  employer text NOT NULL,
  document_masked text NOT NULL,
  document_index bytea NOT NULL,
  roles text[] NOT NULL,
  -- What the rules of eligibility read, as entered.
  record jsonb NOT NULL,
  account_id uuid,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, staff_number)
);
-- Whom a member of the staff must avoid: declared relatives and students of taught classes, by keyed index only.
CREATE TABLE staff_relation (
  organisation_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  document_index bytea NOT NULL,
  kind text NOT NULL CHECK (kind IN ('relative', 'taught-class')),
  reason text NOT NULL,
  PRIMARY KEY (organisation_id, staff_id, document_index, kind, reason),
  FOREIGN KEY (organisation_id, staff_id) REFERENCES staff_member (organisation_id, id)
);
CREATE INDEX staff_relation_by_document ON staff_relation (organisation_id, document_index);
-- A draw: the commitment is public before, the seed after; a repetition is a further row with its reason.
CREATE TABLE staff_draw (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  site_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('监考人员', '考评人员')),
  number integer NOT NULL,
  state text NOT NULL CHECK (state IN ('announced', 'drawn', 'superseded')),
  label text NOT NULL,
  commitment text NOT NULL,
  announced_at timestamptz NOT NULL,
  seed_sealed bytea NOT NULL,
  seed text,
  pool text[] NOT NULL,
  result jsonb,
  drawn_at timestamptz,
  led_by text,
  reason text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, site_id, role, number)
);
CREATE TABLE duty (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid,
  site_id uuid,
  role text NOT NULL,
  staff_id uuid NOT NULL,
  staff_name text NOT NULL,
  is_leader boolean NOT NULL DEFAULT false,
  -- Set for those drawn; others were assigned, with a reason where the rule asks for a draw.
  draw_id uuid,
  reason text,
  state text NOT NULL CHECK (state IN ('active', 'removed')),
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, session_id) REFERENCES exam_session (organisation_id, id),
  FOREIGN KEY (organisation_id, staff_id) REFERENCES staff_member (organisation_id, id)
);
-- Nobody is at two posts of one session.
CREATE UNIQUE INDEX duty_once ON duty (organisation_id, session_id, staff_id) WHERE state = 'active';
GRANT SELECT, INSERT, UPDATE ON exam_session, placement, ticket, arrangement, duty, staff_member, staff_draw TO jiangheng_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft_seat, staff_relation TO jiangheng_app;
ALTER TABLE draft_seat ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff_relation ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff_draw ENABLE ROW LEVEL SECURITY;
CREATE POLICY draft_seat_reach ON draft_seat TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY staff_member_reach ON staff_member TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY staff_relation_reach ON staff_relation TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY staff_draw_reach ON staff_draw TO jiangheng_app USING (within_reach(organisation_id));
ALTER TABLE exam_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE placement ENABLE ROW LEVEL SECURITY;
ALTER TABLE ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE arrangement ENABLE ROW LEVEL SECURITY;
ALTER TABLE duty ENABLE ROW LEVEL SECURITY;
CREATE POLICY placement_reach ON placement TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id));
CREATE POLICY exam_session_reach ON exam_session TO jiangheng_app
  USING (within_reach(organisation_id) OR EXISTS (
    SELECT FROM placement p WHERE p.organisation_id = exam_session.organisation_id
      AND p.session_id = exam_session.id AND is_own_person(p.person_id)))
  WITH CHECK (within_reach(organisation_id));
CREATE POLICY ticket_reach ON ticket TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id));
CREATE POLICY arrangement_reach ON arrangement TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY duty_reach ON duty TO jiangheng_app USING (within_reach(organisation_id));
