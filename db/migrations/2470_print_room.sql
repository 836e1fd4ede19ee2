-- Up Migration
-- The paper account of a room that answers on paper (试卷清点): what went out, what came back, and who counted it.
CREATE TABLE print_room (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  session_id uuid NOT NULL,
  room_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('prepared', 'distributed', 'collected', 'sealed', 'handed-over')),
  -- Each count with its two counters and its moment; null until counted.
  count_out jsonb,
  count_in jsonb,
  -- Spares used, in the order of their use (HN-3.1.6-09).
  spares jsonb NOT NULL DEFAULT '[]',
  absent uuid[] NOT NULL DEFAULT '{}',
  absent_apart boolean NOT NULL DEFAULT false,
  -- The incident that explains why the counts differ.
  incident_id uuid,
  -- Scanned answer sheets: file and how many sheets it holds.
  scans jsonb NOT NULL DEFAULT '[]',
  seal jsonb,
  hand_over jsonb,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, session_id, room_id),
  FOREIGN KEY (organisation_id, incident_id) REFERENCES exam_incident (organisation_id, id)
);
CREATE INDEX print_room_by_batch ON print_room (organisation_id, batch_id);
GRANT SELECT, INSERT, UPDATE ON print_room TO jiangheng_app;
ALTER TABLE print_room ENABLE ROW LEVEL SECURITY;
CREATE POLICY print_room_reach ON print_room TO jiangheng_app USING (within_reach(organisation_id));
