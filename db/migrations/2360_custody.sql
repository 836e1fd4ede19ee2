-- Up Migration
-- A package of papers: the electronic one of a paper, or the printed one of a room. Its holder is one person at any time.
CREATE TABLE paper_package (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('electronic', 'printed')),
  paper_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  -- Null for the electronic package: all rooms of the session open the same one.
  room_id uuid,
  label text NOT NULL,
  occupation_name text NOT NULL,
  level integer NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- The set time of the opening.
  opens_at timestamptz NOT NULL,
  pack text NOT NULL,
  pack_day date NOT NULL,
  candidates integer NOT NULL CHECK (candidates >= 0),
  spares integer NOT NULL CHECK (spares >= 0),
  -- Papers within.
  quantity integer NOT NULL CHECK (quantity > 0),
  seal_number text,
  state text NOT NULL,
  holder_name text NOT NULL,
  holder_account_id uuid,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
);
CREATE UNIQUE INDEX package_once ON paper_package (organisation_id, paper_id, room_id) NULLS NOT DISTINCT;
-- A link of the chain. A hand-over waits for the receiver's own signature; nothing else of a link ever changes.
CREATE TABLE package_event (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  package_id uuid NOT NULL,
  step text NOT NULL,
  state text NOT NULL CHECK (state IN ('done', 'awaiting', 'declined')),
  at timestamptz NOT NULL,
  place text NOT NULL,
  quantity integer NOT NULL,
  seal_intact boolean NOT NULL,
  by_name text NOT NULL,
  by_account_id uuid,
  to_name text,
  to_account_id uuid,
  -- Stands by one who has no account of his own.
  witness_name text,
  signed_at timestamptz,
  received_quantity integer,
  details jsonb NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, package_id) REFERENCES paper_package (organisation_id, id)
);
CREATE INDEX event_by_package ON package_event (organisation_id, package_id, id);
CREATE UNIQUE INDEX handover_waiting ON package_event (organisation_id, package_id) WHERE state = 'awaiting';
CREATE TABLE custody_incident (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  package_id uuid,
  batch_id uuid,
  subject text NOT NULL,
  kind text NOT NULL,
  clauses text[] NOT NULL,
  expected text NOT NULL,
  found text NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  explanation text,
  closed_by text,
  closed_at timestamptz,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX incident_open ON custody_incident (organisation_id, opened_at) WHERE closed_at IS NULL;
CREATE TABLE secure_room (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  place text NOT NULL,
  -- What the operator has set where the document names no number.
  min_persons integer NOT NULL CHECK (min_persons > 0),
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, name)
);
CREATE TABLE secure_room_inspection (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  secure_room_id uuid NOT NULL,
  inspected_on date NOT NULL,
  valid_until date NOT NULL,
  passed boolean NOT NULL,
  measures text[] NOT NULL,
  inspector text NOT NULL,
  recorded_by text NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, secure_room_id) REFERENCES secure_room (organisation_id, id)
);
CREATE TABLE duty_shift (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  secure_room_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  persons text[] NOT NULL,
  withdrawn boolean NOT NULL,
  -- The log of the shift.
  situation text,
  handed_over_at timestamptz,
  first_signer text,
  first_signed_at timestamptz,
  second_signer text,
  second_signed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  CHECK (ends_at > starts_at),
  CHECK (second_signer IS NULL OR second_signer <> first_signer),
  FOREIGN KEY (organisation_id, secure_room_id) REFERENCES secure_room (organisation_id, id)
);
CREATE INDEX shift_by_room ON duty_shift (organisation_id, secure_room_id, starts_at);
CREATE TABLE media_entry (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  number text NOT NULL,
  content text NOT NULL,
  place text NOT NULL,
  keeper text NOT NULL,
  paper_id uuid,
  file_id uuid,
  digest text,
  registered_at timestamptz NOT NULL,
  registered_by text NOT NULL,
  removed_at timestamptz,
  removed_reason text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, number)
);
CREATE TABLE document_loan (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  item text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  out_by text NOT NULL,
  out_to text NOT NULL,
  out_at timestamptz NOT NULL,
  back_by text,
  back_to text,
  back_at timestamptz,
  back_quantity integer,
  PRIMARY KEY (organisation_id, id)
);
CREATE TABLE session_material (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  item text NOT NULL,
  quantity integer NOT NULL CHECK (quantity >= 0),
  -- The last step done: collected, confirmed, arranged, sealed; who did each and when stands in `steps`.
  state text NOT NULL,
  steps jsonb NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, batch_id, item)
);
-- What a room, or a rehearsal, reports of every try to open a sealed package.
CREATE TABLE opening_attempt (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  paper_id uuid NOT NULL,
  rehearsal boolean NOT NULL,
  place text NOT NULL,
  at timestamptz NOT NULL,
  persons text[] NOT NULL,
  reason text NOT NULL,
  -- Null when it opened.
  refusal text,
  sentence text,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
);
-- A package without content for the rehearsal of the opening.
ALTER TABLE paper ADD COLUMN rehearsal_file_id uuid;
-- When issue was confirmed while material of the session was not sealed yet: the batch closes once it is.
ALTER TABLE batch ADD COLUMN issue_confirmed_at timestamptz;
GRANT SELECT, INSERT, UPDATE ON paper_package, package_event, custody_incident, secure_room, duty_shift, media_entry,
  document_loan, session_material TO jiangheng_app;
GRANT SELECT, INSERT ON secure_room_inspection, opening_attempt TO jiangheng_app;
ALTER TABLE paper_package ENABLE ROW LEVEL SECURITY;
ALTER TABLE package_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE custody_incident ENABLE ROW LEVEL SECURITY;
ALTER TABLE secure_room ENABLE ROW LEVEL SECURITY;
ALTER TABLE secure_room_inspection ENABLE ROW LEVEL SECURITY;
ALTER TABLE duty_shift ENABLE ROW LEVEL SECURITY;
ALTER TABLE media_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_loan ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_material ENABLE ROW LEVEL SECURITY;
ALTER TABLE opening_attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY paper_package_reach ON paper_package TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY package_event_reach ON package_event TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY custody_incident_reach ON custody_incident TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY secure_room_reach ON secure_room TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY secure_room_inspection_reach ON secure_room_inspection TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY duty_shift_reach ON duty_shift TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY media_entry_reach ON media_entry TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY document_loan_reach ON document_loan TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY session_material_reach ON session_material TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY opening_attempt_reach ON opening_attempt TO jiangheng_app USING (within_reach(organisation_id));
