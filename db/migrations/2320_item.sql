-- Up Migration
-- Editions, workflow and provenance of items. Every column may be null, so that rows sealed before stay as they were:
-- no edition is the first, no origin is the organisation's own.
ALTER TABLE item
  ADD COLUMN edition integer CHECK (edition >= 1),
  ADD COLUMN predecessor_id uuid,
  ADD COLUMN author_id uuid,
  ADD COLUMN first_reviewer_id uuid,
  ADD COLUMN second_reviewer_id uuid,
  ADD COLUMN origin text CHECK (origin IN ('own', 'national', 'purchased', 'other')),
  ADD COLUMN created_at timestamptz,
  ADD COLUMN changed_at timestamptz,
  -- Since when it may stand in papers.
  ADD COLUMN activated_at timestamptz,
  -- Why it was returned, suspended or retired last.
  ADD COLUMN state_reason text,
  ADD COLUMN has_picture boolean,
  ADD COLUMN has_formula boolean,
  -- The expert task that it delivers to.
  ADD COLUMN task_id uuid,
  ADD CONSTRAINT item_state CHECK
    (state IN ('draft', 'first-review', 'second-review', 'active', 'suspended', 'retired')),
  ADD CONSTRAINT item_first_reviewer CHECK (first_reviewer_id <> author_id),
  ADD CONSTRAINT item_second_reviewer CHECK
    (second_reviewer_id <> author_id AND second_reviewer_id <> first_reviewer_id),
  ADD FOREIGN KEY (organisation_id, predecessor_id) REFERENCES item (organisation_id, id),
  DROP CONSTRAINT item_organisation_id_bank_code_key;
CREATE UNIQUE INDEX item_edition ON item (organisation_id, bank, code, coalesce(edition, 1));
CREATE UNIQUE INDEX item_in_use ON item (organisation_id, bank, code) WHERE state IN ('active', 'suspended');
CREATE INDEX item_by_state ON item (organisation_id, state);
CREATE INDEX item_by_author ON item (organisation_id, author_id);
CREATE INDEX item_by_task ON item (organisation_id, task_id) WHERE task_id IS NOT NULL;

-- Which edition of which item stands in which paper; what stands here is never changed.
CREATE TABLE paper_item (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  paper_id uuid NOT NULL,
  item_id uuid NOT NULL,
  -- In how many forms of the paper.
  forms integer NOT NULL CHECK (forms >= 1),
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, paper_id, item_id),
  FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id),
  FOREIGN KEY (organisation_id, item_id) REFERENCES item (organisation_id, id)
);
CREATE INDEX paper_item_by_item ON paper_item (organisation_id, item_id);

-- Items that may not stand in one paper, whatever their edition: by code.
CREATE TABLE item_enemy (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  bank text NOT NULL,
  first_code text NOT NULL,
  second_code text NOT NULL,
  reason text NOT NULL,
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, bank, first_code, second_code),
  CHECK (first_code < second_code)
);

-- Pairs that ask nearly the same, and what was decided about them.
CREATE TABLE item_likeness (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  bank text NOT NULL,
  first_item_id uuid NOT NULL,
  second_item_id uuid NOT NULL,
  similarity numeric(4, 3) NOT NULL,
  found_at timestamptz NOT NULL,
  decision text CHECK (decision IN ('keep-both', 'retire-first', 'retire-second', 'enemies')),
  decided_by uuid,
  decided_at timestamptz,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, first_item_id, second_item_id),
  FOREIGN KEY (organisation_id, first_item_id) REFERENCES item (organisation_id, id),
  FOREIGN KEY (organisation_id, second_item_id) REFERENCES item (organisation_id, id),
  CHECK (first_item_id < second_item_id)
);

-- How an edition of an item did in one batch, from one paper.
CREATE TABLE item_statistic (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  item_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  paper_id uuid NOT NULL,
  answered integer NOT NULL,
  correct integer NOT NULL,
  -- Of the best and the worst group of candidates, right answers and size; null where the batch was too small.
  upper_size integer,
  upper_correct integer,
  lower_size integer,
  lower_correct integer,
  -- Share of right answers.
  difficulty numeric(5, 4) NOT NULL,
  -- Upper group less lower group; null where there are none.
  discrimination numeric(5, 4),
  -- How often each answer was chosen, by label; '' for none.
  choices jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, item_id, batch_id, paper_id),
  FOREIGN KEY (organisation_id, item_id) REFERENCES item (organisation_id, id),
  CHECK (correct BETWEEN 0 AND answered)
);

-- What an expert was asked to do.
CREATE TABLE expert_task (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('items', 'exam', 'material', 'advice')),
  title text NOT NULL,
  expert_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('assigned', 'accepted', 'finished', 'cancelled')),
  bank text,
  -- Items asked for: point, type, count.
  wanted jsonb NOT NULL,
  due_on date,
  assigned_by uuid NOT NULL,
  assigned_at timestamptz NOT NULL,
  finished_at timestamptz,
  -- What came of it, or why it was cancelled.
  outcome text,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX expert_task_by_expert ON expert_task (organisation_id, expert_id);

GRANT SELECT, INSERT ON paper_item TO jiangheng_app;
GRANT SELECT, INSERT, UPDATE ON item_enemy, item_likeness, item_statistic, expert_task TO jiangheng_app;
ALTER TABLE paper_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE item_enemy ENABLE ROW LEVEL SECURITY;
ALTER TABLE item_likeness ENABLE ROW LEVEL SECURITY;
ALTER TABLE item_statistic ENABLE ROW LEVEL SECURITY;
ALTER TABLE expert_task ENABLE ROW LEVEL SECURITY;
CREATE POLICY paper_item_reach ON paper_item TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY item_enemy_reach ON item_enemy TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY item_likeness_reach ON item_likeness TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY item_statistic_reach ON item_statistic TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY expert_task_reach ON expert_task TO jiangheng_app USING (within_reach(organisation_id));
