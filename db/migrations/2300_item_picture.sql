-- Up Migration
-- Pictures of items, one row for one content: they tell the question as much as its words and lie encrypted.
CREATE TABLE item_picture (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  -- SHA-256 of the clear bytes, hexadecimal: the name by which a rich text refers to it.
  digest text NOT NULL,
  media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp')),
  width integer NOT NULL,
  height integer NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, digest)
);
GRANT SELECT, INSERT ON item_picture TO jiangheng_app;
ALTER TABLE item_picture ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_picture_reach ON item_picture TO jiangheng_app USING (within_reach(organisation_id));
