-- Up Migration
-- A case of discipline (违纪案件): what was put on record, what was decided on it, and what a review made of it.
CREATE TABLE discipline_case (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  -- `WJ20260001`: running within organisation and year.
  number text NOT NULL,
  about text NOT NULL CHECK (about IN ('candidate', 'staff', 'site')),
  origin text NOT NULL CHECK (origin IN ('room', 'similarity', 'entered', 'rescoring')),
  batch_id uuid,
  sitting_id uuid,
  session_id uuid,
  subject text,
  -- Room and site in words.
  place text NOT NULL DEFAULT '',
  seat text,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  -- Both invigilators of the room, where it was recorded there.
  invigilators text[] NOT NULL DEFAULT '{}',
  description text NOT NULL DEFAULT '',
  -- The rule as the room wrote it down.
  room_rule text,
  proposal text,
  -- The item of the document's table, or the ground of a case against staff or a site.
  type_code text,
  severity text CHECK (severity IN ('minor', 'serious')),
  suspected_use boolean,
  -- {"at": "2022-05-20T01:40:00.000Z", "words": "…", "by": "…"}
  reminder jsonb,
  -- [{"kind": "custody", "id": "…", "title": "…"}]
  links jsonb NOT NULL DEFAULT '[]',
  -- [{"fileId": "…", "name": "…", "by": "…", "at": "…"}]
  evidence jsonb NOT NULL DEFAULT '[]',
  -- {"station": "…", "on": "2022-05-20", "receipt": "…"}
  police jsonb,
  -- {"department": "…", "on": "2022-05-20", "documentNumber": "…", "by": "…"}
  handover jsonb,
  -- Numbers of the accepted commitments that the decision cites.
  commitments integer[] NOT NULL DEFAULT '{}',
  choice_reason text,
  state text NOT NULL,
  -- The batch had been closed when the case was opened.
  after_closing boolean NOT NULL DEFAULT false,
  effect text,
  ban jsonb,
  -- The last day of the ban; null for none.
  ban_until date,
  rule_reference text,
  decision_note text,
  decided_by text,
  decided_account_id uuid,
  -- In whose name: 质量督导员, 评价机构, 市中心, 省中心.
  deciding_body text,
  decided_at timestamptz,
  review_reason text,
  review_applied_by text,
  review_applied_at timestamptz,
  review_outcome text CHECK (review_outcome IN ('upheld', 'changed')),
  review_note text,
  reviewed_by text,
  reviewed_at timestamptz,
  -- What the first decision said, where the review changed it.
  first_decision jsonb,
  notice_file_id uuid,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, number)
);
CREATE INDEX discipline_case_by_batch ON discipline_case (organisation_id, batch_id);
-- Whom a case is about.
CREATE TABLE discipline_party (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  part text NOT NULL CHECK (part IN ('candidate', 'impersonator', 'staff', 'site')),
  application_id uuid,
  person_id uuid,
  account_id uuid,
  staff_id uuid,
  site_id uuid,
  name text NOT NULL,
  document_masked text NOT NULL DEFAULT '',
  -- Keyed blind index: an impersonator need not be known otherwise.
  document_index bytea,
  -- 考评人员, 考务管理人员 …
  role text,
  -- What the person says to it (陈述申辩), and who wrote it down.
  statement text,
  statement_at timestamptz,
  statement_by text,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, case_id) REFERENCES discipline_case (organisation_id, id)
);
CREATE INDEX discipline_party_by_case ON discipline_party (organisation_id, case_id);
CREATE INDEX discipline_party_by_person ON discipline_party (person_id);

-- What was recorded in rooms before, and what supervisors decided on it.
INSERT INTO discipline_case (organisation_id, id, version, number, about, origin, batch_id, sitting_id, session_id,
  subject, place, occurred_at, recorded_at, recorded_by, description, state, effect, rule_reference, decision_note,
  decided_by, deciding_body, decided_at)
SELECT v.organisation_id, v.id, v.version,
  'WJ' || to_char(v.recorded_at, 'YYYY') || lpad((row_number() OVER (
    PARTITION BY v.organisation_id, to_char(v.recorded_at, 'YYYY') ORDER BY v.recorded_at, v.id))::text, 4, '0'),
  'candidate', 'room', v.batch_id, v.sitting_id, s.session_id, v.subject,
  coalesce(s.site_name || ' ' || s.room_name, ''), v.recorded_at, v.recorded_at, v.recorded_by, v.description,
  v.state, CASE WHEN v.is_cheating THEN 'subject-cheating' WHEN v.state = 'decided' THEN 'none' END,
  v.rule_reference, v.decision_note, v.decided_by, CASE WHEN v.state = 'decided' THEN '质量督导员' END, v.decided_at
FROM violation v LEFT JOIN sitting s ON s.organisation_id = v.organisation_id AND s.id = v.sitting_id;
INSERT INTO discipline_party (organisation_id, id, version, case_id, part, application_id, person_id, name,
  document_masked, document_index)
SELECT v.organisation_id, gen_random_uuid(), 1, v.id, 'candidate', v.application_id, v.person_id, a.name,
  a.document_masked, p.document_index
FROM violation v
JOIN application a ON a.organisation_id = v.organisation_id AND a.id = v.application_id
LEFT JOIN person p ON p.id = v.person_id;
DROP TABLE violation;

-- Who may not take part in any assessment until when (禁考), by keyed blind index: it also holds for people unknown here.
CREATE TABLE ban (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  case_number text NOT NULL,
  document_index bytea NOT NULL,
  name text NOT NULL,
  document_masked text NOT NULL,
  from_on date NOT NULL,
  -- The last day.
  until_on date NOT NULL,
  reason text NOT NULL,
  lifted_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, case_id, document_index)
);
CREATE INDEX ban_by_document ON ban (document_index);
-- Who of the staff may not be called upon, as what, until when; without a day the qualification is lost.
CREATE TABLE staff_exclusion (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  case_number text NOT NULL,
  account_id uuid,
  staff_id uuid,
  document_index bytea,
  name text NOT NULL,
  -- examiner, supervisor, expert, or any for all work in assessments.
  scope text NOT NULL CHECK (scope IN ('examiner', 'supervisor', 'expert', 'any')),
  from_on date NOT NULL,
  until_on date,
  reason text NOT NULL,
  lifted_at timestamptz,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX staff_exclusion_by_case ON staff_exclusion (organisation_id, case_id);

ALTER TABLE result DROP CONSTRAINT result_theory_status_check, DROP CONSTRAINT result_practical_status_check,
  DROP CONSTRAINT result_review_status_check;
ALTER TABLE result
  ADD CONSTRAINT result_theory_status_check CHECK (theory_status IN ('scored', 'absent', 'cheating', 'cancelled')),
  ADD CONSTRAINT result_practical_status_check
    CHECK (practical_status IN ('scored', 'absent', 'cheating', 'cancelled')),
  ADD CONSTRAINT result_review_status_check CHECK (review_status IN ('scored', 'absent', 'cheating', 'cancelled'));
-- A correction that a decision on a violation brought about, and the status it took the place of.
ALTER TABLE score_correction ADD COLUMN case_id uuid, ADD COLUMN before_status text;
-- A sheet that has to be scored anew by somebody else, and the case on whose ground.
ALTER TABLE practical_sheet ADD COLUMN rescore_case_id uuid, ADD COLUMN rescore_reason text,
  ADD COLUMN rescore_marked_at timestamptz;
ALTER TABLE site DROP CONSTRAINT site_state_check;
ALTER TABLE site ADD CONSTRAINT site_state_check
  CHECK (state IN ('draft', 'submitted', 'returned', 'confirmed', 'suspended', 'revoked'));
-- What became known of a paper that had been opened already; it is used no more.
ALTER TABLE paper ADD COLUMN exposed_reason text;
-- A decided case asks for a certificate to be revoked; the certificate's own office does it.
CREATE TABLE revocation_ground (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  certificate_id uuid NOT NULL,
  case_id uuid NOT NULL,
  case_number text NOT NULL,
  reason text NOT NULL,
  clauses text[] NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'revoked', 'withdrawn')),
  raised_at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, certificate_id, case_id),
  FOREIGN KEY (organisation_id, certificate_id) REFERENCES certificate (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE ON discipline_case, discipline_party, ban, staff_exclusion, revocation_ground
  TO jiangheng_app;
ALTER TABLE discipline_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE discipline_party ENABLE ROW LEVEL SECURITY;
ALTER TABLE revocation_ground ENABLE ROW LEVEL SECURITY;
CREATE POLICY discipline_party_reach ON discipline_party TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id));
-- A candidate sees the own case: what is held against him, and what was decided.
CREATE POLICY discipline_case_reach ON discipline_case TO jiangheng_app
  USING (within_reach(organisation_id) OR EXISTS (
    SELECT FROM discipline_party p WHERE p.organisation_id = discipline_case.organisation_id
      AND p.case_id = discipline_case.id AND is_own_person(p.person_id)));
CREATE POLICY revocation_ground_reach ON revocation_ground TO jiangheng_app USING (within_reach(organisation_id));
