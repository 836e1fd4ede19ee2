-- Up Migration
-- A bank as a thing of its own. Items, papers and rules name it by its name, which never changes.
CREATE TABLE item_bank (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  occupation_code text NOT NULL,
  trade text NOT NULL DEFAULT '',
  level integer NOT NULL CHECK (level BETWEEN 1 AND 5),
  -- What the bank is built on; empty until somebody has said it.
  standard_kind text NOT NULL CHECK (standard_kind IN ('national-standard', 'evaluation-specification')),
  standard_title text NOT NULL DEFAULT '',
  standard_version text NOT NULL DEFAULT '',
  -- The four sources of a bank, each with title and version.
  sources jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, name)
);
-- Editions of the 鉴定要素细目表 of a bank, one tree for each part of the examination; all are kept.
CREATE TABLE knowledge_tree (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  bank_id uuid NOT NULL,
  part text NOT NULL CHECK (part IN ('theory', 'skill')),
  edition integer NOT NULL CHECK (edition >= 1),
  state text NOT NULL CHECK (state IN ('draft', 'in-force', 'superseded', 'discarded')),
  standard_version text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  content jsonb NOT NULL,
  drafted_by uuid NOT NULL,
  drafted_name text NOT NULL,
  drafted_at timestamptz NOT NULL,
  enforced_by uuid,
  enforced_name text,
  enforced_at timestamptz,
  superseded_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, bank_id, part, edition),
  FOREIGN KEY (organisation_id, bank_id) REFERENCES item_bank (organisation_id, id),
  CHECK ((enforced_at IS NULL) = (state IN ('draft', 'discarded')))
);
CREATE UNIQUE INDEX knowledge_tree_in_force ON knowledge_tree (organisation_id, bank_id, part)
  WHERE state = 'in-force';
CREATE UNIQUE INDEX knowledge_tree_draft ON knowledge_tree (organisation_id, bank_id, part)
  WHERE state = 'draft';
GRANT SELECT, INSERT, UPDATE ON item_bank, knowledge_tree TO jiangheng_app;
ALTER TABLE item_bank ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge_tree ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_bank_reach ON item_bank TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY knowledge_tree_reach ON knowledge_tree TO jiangheng_app USING (within_reach(organisation_id));
