-- Up Migration
-- Undertakings that the scores of computer examinations are true (HN-1.8.3.7-04), each a document. A later one of the same
-- party takes the place of the earlier, which stays on file.
CREATE TABLE score_assurance (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  party text NOT NULL,
  signatory text NOT NULL,
  signed_on date NOT NULL,
  file_id uuid NOT NULL,
  file_name text NOT NULL,
  filed_at timestamptz NOT NULL,
  filed_by text NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, file_id) REFERENCES stored_file (organisation_id, id)
);
CREATE INDEX score_assurance_by_party ON score_assurance (organisation_id, party, filed_at);
GRANT SELECT, INSERT ON score_assurance TO jiangheng_app;
ALTER TABLE score_assurance ENABLE ROW LEVEL SECURITY;
CREATE POLICY score_assurance_reach ON score_assurance TO jiangheng_app USING (within_reach(organisation_id));
