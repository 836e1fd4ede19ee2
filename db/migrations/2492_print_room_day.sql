-- Up Migration
-- The day of a room that answers on paper: who came in and left when, and who signed its record. Null: nothing yet.
ALTER TABLE print_room
  ADD COLUMN attendance jsonb,
  ADD COLUMN signatures jsonb;
-- The paper room that an incident belongs to.
ALTER TABLE exam_incident
  ADD COLUMN print_room_id uuid,
  ADD FOREIGN KEY (organisation_id, print_room_id) REFERENCES print_room (organisation_id, id);
