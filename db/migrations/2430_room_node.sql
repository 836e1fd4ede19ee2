-- Up Migration
-- An exam room server of its own: an ordinary PC at a site, known by its two public keys.
CREATE TABLE room_node (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  site_id uuid NOT NULL,
  site_name text NOT NULL,
  signing_key jsonb NOT NULL,
  signing_key_id text NOT NULL,
  exchange_key text NOT NULL,
  fingerprint text NOT NULL,
  state text NOT NULL CHECK (state IN ('registered', 'withdrawn')),
  registered_by text NOT NULL,
  registered_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX room_node_by_key ON room_node (signing_key_id) WHERE state = 'registered';
-- When a server was last heard and what it said of itself; overwritten, so no record of anything.
CREATE TABLE room_node_report (
  organisation_id uuid NOT NULL,
  node_id uuid NOT NULL,
  heard_at timestamptz NOT NULL,
  build text NOT NULL,
  PRIMARY KEY (organisation_id, node_id),
  FOREIGN KEY (organisation_id, node_id) REFERENCES room_node (organisation_id, id)
);
-- Which server holds a sitting. Without a row the centre's own room does.
CREATE TABLE sitting_node (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  sitting_id uuid NOT NULL,
  -- Null: given back to the centre's own room.
  node_id uuid,
  -- A second server paired with the first; a result signed by either is accepted.
  standby_node_id uuid,
  -- Counts the assignments of this sitting; an older package is out of date.
  assignment integer NOT NULL,
  reason text NOT NULL,
  assigned_by text NOT NULL,
  assigned_at timestamptz NOT NULL,
  build text,
  rules_hash text,
  package_file_id uuid,
  package_bytes integer,
  packed_at timestamptz,
  -- First report of the server that it holds the sitting.
  installed_at timestamptz,
  -- The last check before the examination, as the server signed it.
  preflight jsonb,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, sitting_id),
  FOREIGN KEY (organisation_id, sitting_id) REFERENCES sitting (organisation_id, id),
  FOREIGN KEY (organisation_id, node_id) REFERENCES room_node (organisation_id, id)
);
-- A result file that came in, taken or not; the same file twice is one row.
CREATE TABLE sitting_bundle (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  file_hash text NOT NULL,
  sitting_id uuid,
  node_id uuid,
  via text NOT NULL CHECK (via IN ('network', 'file')),
  file_name text NOT NULL,
  received_by text NOT NULL,
  received_at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('taken', 'same', 'refused')),
  code text,
  sentence text NOT NULL,
  remedy text NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, file_hash)
);
GRANT SELECT, INSERT, UPDATE ON room_node, room_node_report, sitting_node, sitting_bundle TO jiangheng_app;
ALTER TABLE room_node ENABLE ROW LEVEL SECURITY;
ALTER TABLE room_node_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE sitting_node ENABLE ROW LEVEL SECURITY;
ALTER TABLE sitting_bundle ENABLE ROW LEVEL SECURITY;
CREATE POLICY room_node_reach ON room_node TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY room_node_report_reach ON room_node_report TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY sitting_node_reach ON sitting_node TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY sitting_bundle_reach ON sitting_bundle TO jiangheng_app USING (within_reach(organisation_id));
