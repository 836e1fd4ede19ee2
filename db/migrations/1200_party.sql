-- Up Migration
-- Organisations: evaluation organisations and, as rows of their own, the centres of city and province.
CREATE TABLE organisation (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('evaluation', 'city-centre', 'province-centre', 'platform')),
  name text NOT NULL,
  type_name text NOT NULL,
  city_code text,
  city_name text,
  contact_person text,
  contact_phone text,
  head_name text,
  head_phone text,
  CHECK (organisation_id = id),
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX organisation_name ON organisation (name);
GRANT SELECT, INSERT, UPDATE ON organisation TO jiangheng_app;

-- Natural persons. What identifies them is encrypted; the blind index finds them.
CREATE TABLE person (
  id uuid PRIMARY KEY,
  version integer NOT NULL,
  organisation_id uuid NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  document_type text NOT NULL,
  document_number bytea NOT NULL,
  document_index bytea NOT NULL,
  phone bytea,
  sex text CHECK (sex IN ('男', '女')),
  birth_date date,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX person_document ON person (document_index);
GRANT SELECT, INSERT, UPDATE ON person TO jiangheng_app;

CREATE TABLE account (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  login text NOT NULL,
  display_name text NOT NULL,
  person_id uuid,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  password_hash text NOT NULL,
  totp_secret bytea,
  state text NOT NULL CHECK (state IN ('active', 'closed')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX account_login ON account (lower(login));
CREATE UNIQUE INDEX account_person_candidate ON account (person_id) WHERE 'candidate' = ANY (roles);
GRANT SELECT, INSERT, UPDATE ON account TO jiangheng_app;

-- Failures and one-time codes change at every login; they are not evidence, so they live apart.
CREATE TABLE account_attempt (
  account_id uuid PRIMARY KEY,
  failures integer NOT NULL DEFAULT 0,
  first_failure_at timestamptz,
  locked_until timestamptz,
  totp_counter bigint
);
GRANT SELECT, INSERT, UPDATE ON account_attempt TO jiangheng_app;

CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL,
  csrf text NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO jiangheng_app;
