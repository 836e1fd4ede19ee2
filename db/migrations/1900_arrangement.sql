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
  -- One person a desk, one person a station at a time.
  UNIQUE (organisation_id, session_id, seat_id),
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
  settings jsonb NOT NULL,
  confirmed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id)
);
CREATE TABLE duty (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid,
  room_id uuid,
  site_id uuid,
  role text NOT NULL,
  account_id uuid NOT NULL,
  staff_name text NOT NULL,
  is_leader boolean NOT NULL DEFAULT false,
  draw jsonb,
  PRIMARY KEY (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE ON exam_session, placement, ticket, arrangement, duty TO jiangheng_app;
GRANT DELETE ON exam_session, placement, duty TO jiangheng_app;
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
