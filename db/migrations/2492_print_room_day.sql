-- Up Migration
-- The day of a room that answers on paper: who came in and left when, and who signed its record. Null: nothing yet.
ALTER TABLE print_room
  ADD COLUMN attendance jsonb,
  ADD COLUMN signatures jsonb;
-- The paper room that an incident belongs to. No reference: the room refers to the incident that explains its gap, and a
-- backup puts back no two tables that need each other first.
ALTER TABLE exam_incident
  ADD COLUMN print_room_id uuid;
