-- Up Migration
-- 操作技能试卷, one row an edition. Content is secret as items are: encrypted.
CREATE TABLE practical_paper (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  -- Editions of one paper share this.
  series_id uuid NOT NULL,
  edition integer NOT NULL CHECK (edition >= 1),
  state text NOT NULL CHECK (state IN ('draft', 'reviewed', 'in-force', 'retired')),
  paper_no text NOT NULL,
  title text NOT NULL,
  occupation_code text NOT NULL,
  occupation_name text NOT NULL,
  level integer NOT NULL,
  total_score numeric(6, 2) NOT NULL,
  total_minutes integer NOT NULL,
  modules integer NOT NULL,
  -- How many rules the draft breaks; none once it is reviewed.
  problems integer NOT NULL,
  content bytea NOT NULL,
  content_hash text NOT NULL,
  -- Everyone whose hand is in it, the first author first; none of them reviews it.
  authors uuid[] NOT NULL,
  reviewed_by uuid,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, series_id, edition),
  CHECK (reviewed_by IS NULL OR reviewed_by <> ALL (authors)),
  CHECK (state = 'draft' OR problems = 0)
);
CREATE UNIQUE INDEX practical_in_force ON practical_paper (organisation_id, series_id) WHERE state = 'in-force';
CREATE UNIQUE INDEX practical_numbered ON practical_paper (organisation_id, paper_no, edition);
-- By which standard and experts a paper was made; a theory or a practical one.
CREATE TABLE paper_origin (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  paper_id uuid NOT NULL,
  standard text NOT NULL,
  standard_version text NOT NULL,
  experts jsonb NOT NULL,
  recorded_by uuid NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, paper_id)
);
-- Filing of a paper with the provincial centre before use.
CREATE TABLE paper_filing (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  paper_id uuid NOT NULL,
  filing_number text NOT NULL,
  filed_on date NOT NULL,
  file_id uuid,
  recorded_by uuid NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, paper_id)
);
-- A print run. Its files lie encrypted, and only until they have been fetched or the session is over.
CREATE TABLE paper_print (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  paper_id uuid NOT NULL,
  subject text NOT NULL CHECK (subject IN ('theory', 'practical')),
  document text NOT NULL,
  format text NOT NULL CHECK (format IN ('pdf', 'docx')),
  title text NOT NULL,
  -- What to set: forms, copies, session.
  settings jsonb NOT NULL,
  copies integer NOT NULL CHECK (copies >= 1),
  parts integer NOT NULL CHECK (parts >= 1),
  -- Stands on every copy, with the copy's number; tells nothing of the content.
  code text NOT NULL,
  state text NOT NULL CHECK (state IN ('pressing', 'ready', 'deleted')),
  delete_after timestamptz NOT NULL,
  ordered_by uuid NOT NULL,
  ordered_by_name text NOT NULL,
  ordered_at timestamptz NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, code)
);
CREATE INDEX paper_print_by_paper ON paper_print (organisation_id, paper_id, id);
CREATE TABLE paper_print_part (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  print_id uuid NOT NULL,
  number integer NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL,
  -- Of the encrypted bytes in the blob store.
  blob_hash text NOT NULL,
  fetched_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, print_id, number),
  FOREIGN KEY (organisation_id, print_id) REFERENCES paper_print (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE ON practical_paper, paper_origin, paper_filing, paper_print TO jiangheng_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON paper_print_part TO jiangheng_app;
ALTER TABLE practical_paper ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_origin ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_filing ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_print ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_print_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY practical_paper_reach ON practical_paper TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY paper_origin_reach ON paper_origin TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY paper_filing_reach ON paper_filing TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY paper_print_reach ON paper_print TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY paper_print_part_reach ON paper_print_part TO jiangheng_app USING (within_reach(organisation_id));
