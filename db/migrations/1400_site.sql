-- Up Migration
CREATE TABLE site (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'confirmed', 'suspended')),
  code text NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  city_code text NOT NULL,
  head_name text NOT NULL,
  head_phone text NOT NULL,
  checklist jsonb NOT NULL DEFAULT '{}',
  decision_note text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, code)
);
CREATE TABLE room (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  site_id uuid NOT NULL,
  code text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('theory', 'practical', 'review')),
  name text NOT NULL,
  building text NOT NULL,
  floor text NOT NULL,
  door_number text NOT NULL,
  row_count integer NOT NULL,
  column_count integer NOT NULL,
  front_gap_cm integer,
  side_gap_cm integer,
  -- For workshops: occupation codes and practical modules they are equipped for, and until when calibration holds.
  occupation_codes text[] NOT NULL DEFAULT '{}',
  practical_modules text[] NOT NULL DEFAULT '{}',
  calibrated_until date,
  -- Null: open. Otherwise why the organisation has closed it. What the law makes unusable (spacing, calibration,
  -- no place given) is not stored: it follows from the other columns on the day.
  unusable_reason text,
  -- The points of the room's own checklist that were found in order.
  checked_points text[] NOT NULL DEFAULT '{}',
  equipment jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, site_id, code),
  FOREIGN KEY (organisation_id, site_id) REFERENCES site (organisation_id, id)
);
-- A seat of a theory room, a station of a workshop, or a candidate's place of a review room.
CREATE TABLE seat (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  room_id uuid NOT NULL,
  row_number integer NOT NULL,
  column_number integer NOT NULL,
  number integer NOT NULL,
  usable boolean NOT NULL,
  -- What is broken, where the seat is not usable.
  defect text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, room_id, row_number, column_number),
  UNIQUE (organisation_id, room_id, number),
  FOREIGN KEY (organisation_id, room_id) REFERENCES room (organisation_id, id)
);
GRANT SELECT, INSERT, UPDATE ON site, room, seat TO jiangheng_app;
ALTER TABLE site ENABLE ROW LEVEL SECURITY;
ALTER TABLE room ENABLE ROW LEVEL SECURITY;
ALTER TABLE seat ENABLE ROW LEVEL SECURITY;
-- A site answers to two: its organisation, and the centre of the city in which it lies (SDS-4.1-01, SDS-4.1-02).
-- That centre is recognised by its own row being within reach; it reads and decides, it never adds.
CREATE FUNCTION lies_in_own_city(city text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM organisation
    WHERE kind = 'city-centre' AND organisation.city_code = city AND within_reach(organisation_id)
  )
$$;
CREATE POLICY site_read ON site FOR SELECT TO jiangheng_app
  USING (within_reach(organisation_id) OR lies_in_own_city(city_code));
CREATE POLICY site_update ON site FOR UPDATE TO jiangheng_app
  USING (within_reach(organisation_id) OR lies_in_own_city(city_code));
CREATE POLICY site_insert ON site FOR INSERT TO jiangheng_app WITH CHECK (within_reach(organisation_id));
CREATE POLICY room_reach ON room TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY room_read ON room FOR SELECT TO jiangheng_app USING (
  EXISTS (SELECT FROM site WHERE site.organisation_id = room.organisation_id AND site.id = room.site_id)
);
CREATE POLICY seat_reach ON seat TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY seat_read ON seat FOR SELECT TO jiangheng_app USING (
  EXISTS (SELECT FROM room WHERE room.organisation_id = seat.organisation_id AND room.id = seat.room_id)
);
