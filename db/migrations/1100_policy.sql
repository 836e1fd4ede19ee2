-- Up Migration
-- The working-day calendar: a year is known only when its official arrangement has been entered.
CREATE TABLE calendar_year (
  year integer PRIMARY KEY,
  source text NOT NULL
);
CREATE TABLE calendar_day (
  day date PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('work', 'rest')),
  name text NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_year, calendar_day TO jiangheng_app;
