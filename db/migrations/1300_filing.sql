-- Up Migration
CREATE TABLE filing (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  pack text NOT NULL,
  state text NOT NULL CHECK (state IN ('filed', 'suspended', 'withdrawn', 'expired')),
  code text NOT NULL,
  document_number text NOT NULL,
  filed_on date NOT NULL,
  -- When the province announced the organisation; the first annual plan is due from this day (SDS-2.2-06).
  announced_on date,
  valid_until date,
  -- The last decision on it: its document number, day and reason.
  decision_document text NOT NULL,
  decided_on date NOT NULL,
  decision_reason text NOT NULL DEFAULT '',
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX filing_code ON filing (code);
CREATE TABLE scope_item (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  filing_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'suspended', 'withdrawn')),
  occupation_code text NOT NULL,
  occupation_name text NOT NULL,
  -- Empty text: the occupation has no trades.
  trade text NOT NULL DEFAULT '',
  level integer NOT NULL CHECK (level BETWEEN 1 AND 5),
  standard text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  decision_document text NOT NULL,
  decided_on date NOT NULL,
  decision_reason text NOT NULL DEFAULT '',
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, filing_id) REFERENCES filing (organisation_id, id)
);
-- One line for an occupation, trade and level; what was withdrawn may be filed again.
CREATE UNIQUE INDEX scope_item_line ON scope_item (organisation_id, filing_id, occupation_code, trade, level, valid_from)
  WHERE state <> 'withdrawn';
GRANT SELECT, INSERT, UPDATE ON filing, scope_item TO jiangheng_app;
ALTER TABLE filing ENABLE ROW LEVEL SECURITY;
ALTER TABLE scope_item ENABLE ROW LEVEL SECURITY;
-- Filed organisations and their scope are public; only their own city and they themselves may write.
CREATE POLICY filing_read ON filing FOR SELECT TO jiangheng_app USING (true);
CREATE POLICY filing_insert ON filing FOR INSERT TO jiangheng_app WITH CHECK (within_reach(organisation_id));
CREATE POLICY filing_update ON filing FOR UPDATE TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY scope_item_read ON scope_item FOR SELECT TO jiangheng_app USING (true);
CREATE POLICY scope_item_insert ON scope_item FOR INSERT TO jiangheng_app WITH CHECK (within_reach(organisation_id));
CREATE POLICY scope_item_update ON scope_item FOR UPDATE TO jiangheng_app USING (within_reach(organisation_id));
