-- Up Migration
CREATE TABLE item (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  bank text NOT NULL,
  occupation_code text NOT NULL,
  level integer NOT NULL,
  code text NOT NULL,
  point_code text NOT NULL,
  type text NOT NULL,
  difficulty integer NOT NULL,
  consistency integer NOT NULL,
  state text NOT NULL,
  -- Keyed: equal for items that ask the same, and no help in guessing the question.
  content_hash text NOT NULL,
  -- Stem, options, key and explanation, encrypted: the key never lies in clear.
  content bytea NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, bank, code)
);
CREATE TABLE blueprint (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  bank text NOT NULL,
  occupation_code text NOT NULL,
  level integer NOT NULL,
  content jsonb NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, bank)
);
CREATE TABLE paper (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  subject text NOT NULL CHECK (subject IN ('theory', 'practical', 'review')),
  bank text NOT NULL,
  occupation_code text NOT NULL,
  level integer NOT NULL,
  title text NOT NULL,
  state text NOT NULL,
  seed text NOT NULL,
  minutes integer NOT NULL,
  total_points numeric(5, 1) NOT NULL,
  -- Items in order with their points, encrypted; this is what is sealed for the room.
  content bytea NOT NULL,
  -- The key, encrypted for itself: it never leaves the centre.
  answer_key bytea NOT NULL,
  content_hash text NOT NULL,
  assembled_by uuid NOT NULL,
  reviewed_by uuid,
  -- One paper, one batch, one session.
  batch_id uuid,
  session_id uuid,
  sealed_file_id uuid,
  earliest_opening timestamptz,
  PRIMARY KEY (organisation_id, id),
  CHECK (reviewed_by IS NULL OR reviewed_by <> assembled_by)
);
CREATE UNIQUE INDEX paper_once ON paper (organisation_id, batch_id, session_id, occupation_code, level)
  WHERE state <> 'voided' AND session_id IS NOT NULL;
CREATE TABLE custody_event (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  paper_id uuid NOT NULL,
  kind text NOT NULL,
  from_name text,
  to_name text,
  place text NOT NULL,
  quantity integer NOT NULL,
  seal_intact boolean NOT NULL,
  reason text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
);
CREATE INDEX custody_by_paper ON custody_event (organisation_id, paper_id, id);
-- Who keeps a share of a paper's seal. The passphrase lies here, encrypted, only until the paper is sealed.
CREATE TABLE paper_custodian (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  paper_id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  passphrase bytea,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, paper_id, account_id),
  FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
);
CREATE TABLE confidentiality (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  text_version text NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, account_id, text_version)
);
GRANT SELECT, INSERT, UPDATE ON item, blueprint, paper, paper_custodian TO jiangheng_app;
GRANT SELECT, INSERT ON custody_event, confidentiality TO jiangheng_app;
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
ALTER TABLE blueprint ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper ENABLE ROW LEVEL SECURITY;
ALTER TABLE custody_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_custodian ENABLE ROW LEVEL SECURITY;
ALTER TABLE confidentiality ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_reach ON item TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY blueprint_reach ON blueprint TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY paper_reach ON paper TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY custody_event_reach ON custody_event TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY paper_custodian_reach ON paper_custodian TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY confidentiality_reach ON confidentiality TO jiangheng_app USING (within_reach(organisation_id));
