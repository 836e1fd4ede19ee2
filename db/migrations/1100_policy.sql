-- Up Migration
-- The working-day calendar: a year is known only when its official arrangement has been entered.
CREATE TABLE calendar_year (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  year integer NOT NULL,
  -- The notice it was taken from.
  source text NOT NULL,
  -- Days that deviate from the week: [{"day": "2026-02-16", "kind": "rest", "name": "春节"}].
  exceptions jsonb NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX calendar_year_once ON calendar_year (year);
GRANT SELECT, INSERT, UPDATE ON calendar_year TO jiangheng_app;
