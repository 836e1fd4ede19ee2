-- Up Migration
-- Time that an incident cost a paper room and that was made good for all of it (HN-3.1.6-08, HN-3.1.6-09). Null: none.
ALTER TABLE print_room
  ADD COLUMN extensions jsonb;
