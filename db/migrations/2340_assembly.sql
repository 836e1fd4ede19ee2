-- Up Migration
-- Rules by which papers are put together. A change is a new edition; earlier ones stay for the papers made by them.
CREATE TABLE rule_set (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  bank text NOT NULL,
  name text NOT NULL,
  edition integer NOT NULL,
  content jsonb NOT NULL,
  author_id uuid NOT NULL,
  author_name text NOT NULL,
  made_at timestamptz NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, bank, name, edition)
);
-- One going at the rules with one seed: what was asked, what came of it, and whether it became papers.
CREATE TABLE assembly (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  bank text NOT NULL,
  rule_set_id uuid NOT NULL,
  mode text NOT NULL CHECK (mode IN ('fixed', 'parallel', 'candidates', 'finished')),
  forms integer NOT NULL,
  seed text NOT NULL,
  state text NOT NULL
    CHECK (state IN ('drawing', 'found', 'impossible', 'failed', 'cancelled', 'kept', 'dropped')),
  -- Asked and got, rule by rule, or why it cannot be; no item of the paper is told.
  report jsonb,
  -- Items and forms, encrypted: who knows them knows the paper.
  content bytea,
  job_id uuid,
  assembled_by uuid NOT NULL,
  assembled_by_name text NOT NULL,
  started_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, rule_set_id) REFERENCES rule_set (organisation_id, id)
);
CREATE INDEX assembly_by_bank ON assembly (organisation_id, bank, id);
ALTER TABLE paper
  ADD COLUMN assembly_id uuid,
  ADD COLUMN assembled_at timestamptz,
  ADD COLUMN medium text CHECK (medium IN ('screen', 'print')),
  -- A paper from outside the bank: whence it comes, who made and who checked it, and its file, encrypted.
  ADD COLUMN outside_source text,
  ADD COLUMN outside_author text,
  ADD COLUMN outside_checker text,
  ADD COLUMN outside_reason text,
  ADD COLUMN attachment bytea,
  ADD COLUMN attachment_name text,
  ADD COLUMN attachment_type text;
GRANT SELECT, INSERT, UPDATE ON rule_set, assembly TO jiangheng_app;
ALTER TABLE rule_set ENABLE ROW LEVEL SECURITY;
ALTER TABLE assembly ENABLE ROW LEVEL SECURITY;
CREATE POLICY rule_set_reach ON rule_set TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY assembly_reach ON assembly TO jiangheng_app USING (within_reach(organisation_id));
