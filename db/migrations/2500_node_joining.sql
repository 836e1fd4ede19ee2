-- Up Migration
-- A server that joins over the network: a code shown at the centre, typed at the server, and the keys compared by people.
CREATE TABLE node_joining (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  -- The first group of the code, which is no secret: it names the offer.
  offer text NOT NULL,
  -- Stretched from the code; proves to each side that the other knows it.
  secret text NOT NULL,
  site_id uuid NOT NULL,
  site_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'asked', 'registered', 'refused', 'closed')),
  failures integer NOT NULL,
  -- Until when a code may be typed; once it was, until when a person may decide.
  open_until timestamptz NOT NULL,
  shown_by text NOT NULL,
  shown_at timestamptz NOT NULL,
  -- What the server signed about itself.
  card text,
  signing_key_id text,
  node_name text,
  check_code text,
  node_id uuid,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, node_id) REFERENCES room_node (organisation_id, id)
);
CREATE INDEX node_joining_by_offer ON node_joining (offer, shown_at) WHERE state IN ('open', 'asked');
CREATE INDEX node_joining_by_key ON node_joining (signing_key_id, shown_at);
GRANT SELECT, INSERT, UPDATE ON node_joining TO jiangheng_app;
ALTER TABLE node_joining ENABLE ROW LEVEL SECURITY;
CREATE POLICY node_joining_reach ON node_joining TO jiangheng_app USING (within_reach(organisation_id));
