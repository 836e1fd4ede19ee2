-- Up Migration
-- How many forms a paper holds; null for one. The room gives each seat the form that its place or number asks for.
ALTER TABLE paper ADD COLUMN forms integer CHECK (forms >= 1);
-- Which form of the paper a script answers, from 0; null for the only one.
ALTER TABLE script ADD COLUMN form integer CHECK (form >= 0);
