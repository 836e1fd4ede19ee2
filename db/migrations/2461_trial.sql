-- Up Migration
-- A trial on the machines before the examination (上机试考). It stands apart from `sitting`: nothing that takes results in,
-- scores or follows sittings ever sees it.
CREATE TABLE trial_sitting (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  sitting_id uuid NOT NULL,
  room_name text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, sitting_id),
  FOREIGN KEY (organisation_id, sitting_id) REFERENCES sitting (organisation_id, id)
);
GRANT SELECT, INSERT ON trial_sitting TO jiangheng_app;
ALTER TABLE trial_sitting ENABLE ROW LEVEL SECURITY;
CREATE POLICY trial_sitting_reach ON trial_sitting TO jiangheng_app USING (within_reach(organisation_id));
