-- Up Migration
-- An incident of a sitting, of a paper room or of the organisation (突发事件). The room's own journal is its source
-- until the sitting is taken in; what is done later is done here, by the same rules.
CREATE TABLE exam_incident (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid,
  session_id uuid,
  -- Null for what happened outside every sitting.
  sitting_id uuid,
  place text NOT NULL,
  -- Running within its sitting; within the organisation and the centre's own ones.
  number integer NOT NULL,
  book text NOT NULL,
  type text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('ordinary', 'major', 'serious')),
  application_ids uuid[] NOT NULL DEFAULT '{}',
  occurred_at timestamptz NOT NULL,
  -- The first time it was reported upward; null = still open for that alone (SDS-4.4-30).
  reported_to text,
  reported_at timestamptz,
  -- The incident as its journal tells it, persons by name.
  record jsonb NOT NULL,
  -- No result of these candidates is released while it is open (HN-3.1.6-06).
  holds_score boolean NOT NULL DEFAULT false,
  effect text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  -- The sitting is over for its room: from here on the incident is followed up at the centre.
  at_centre boolean NOT NULL DEFAULT false,
  decision text,
  decided_by text,
  decided_at timestamptz,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX exam_incident_by_batch ON exam_incident (organisation_id, batch_id, occurred_at);
-- Time that candidates lost, and what was given back for it (中断台账).
CREATE TABLE interruption (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  sitting_id uuid NOT NULL,
  -- Null for the whole room.
  application_id uuid,
  seat text,
  cause text NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  lost_seconds integer NOT NULL CHECK (lost_seconds >= 0),
  given_seconds integer NOT NULL CHECK (given_seconds >= 0),
  given_by text,
  reason text NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX interruption_by_batch ON interruption (organisation_id, batch_id, began_at);
-- Who is to sit again (重考名单): proposed in the room, decided by the site head, seated in a later session.
CREATE TABLE resit (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  sitting_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  seat text NOT NULL,
  subject text NOT NULL,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
  decided_by text,
  decided_at timestamptz,
  note text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, sitting_id, application_id)
);
CREATE INDEX resit_by_batch ON resit (organisation_id, batch_id);
-- Two scripts that are more alike than chance allows (雷同), and what the expert made of it.
CREATE TABLE likeness_finding (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  paper_id uuid NOT NULL,
  application_a uuid NOT NULL,
  application_b uuid NOT NULL,
  sitting_a uuid NOT NULL,
  sitting_b uuid NOT NULL,
  seat_a text NOT NULL,
  seat_b text NOT NULL,
  -- The two seats stand next to each other.
  adjacent boolean NOT NULL,
  equal_wrong integer NOT NULL,
  both_wrong integer NOT NULL,
  items integer NOT NULL,
  chance double precision NOT NULL,
  found_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'confirmed', 'dismissed')),
  opinion text,
  expert text,
  decided_by text,
  decided_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id, application_a, application_b)
);
-- Whose sitting does not count because he sits again.
ALTER TABLE result DROP CONSTRAINT result_theory_status_check,
  ADD CONSTRAINT result_theory_status_check
    CHECK (theory_status IN ('scored', 'absent', 'cheating', 'cancelled', 're-sit'));
GRANT SELECT, INSERT, UPDATE ON exam_incident, interruption, resit, likeness_finding TO jiangheng_app;
ALTER TABLE exam_incident ENABLE ROW LEVEL SECURITY;
ALTER TABLE interruption ENABLE ROW LEVEL SECURITY;
ALTER TABLE resit ENABLE ROW LEVEL SECURITY;
ALTER TABLE likeness_finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY exam_incident_reach ON exam_incident TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY interruption_reach ON interruption TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY resit_reach ON resit TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY likeness_finding_reach ON likeness_finding TO jiangheng_app USING (within_reach(organisation_id));
