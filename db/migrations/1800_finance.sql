-- Up Migration
CREATE TABLE fee_order (
  organisation_id uuid NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  batch_id uuid NOT NULL,
  application_id uuid NOT NULL,
  person_id uuid NOT NULL,
  line_id uuid NOT NULL,
  -- As on the application when the order was opened, for lists and receipts.
  payer_name text NOT NULL,
  document_masked text NOT NULL,
  amount_cents integer NOT NULL CHECK (amount_cents >= 0),
  state text NOT NULL CHECK (state IN ('due', 'paid', 'refunded', 'closed')),
  due_on date NOT NULL,
  paid_at timestamptz,
  channel text CHECK (channel IN ('online', 'group')),
  -- The provider's number of the payment, or the voucher of a group payment.
  provider_reference text,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, application_id)
);
CREATE INDEX fee_order_by_batch ON fee_order (organisation_id, batch_id, state);
GRANT SELECT, INSERT, UPDATE ON fee_order TO jiangheng_app;
ALTER TABLE fee_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY fee_order_reach ON fee_order TO jiangheng_app
  USING (within_reach(organisation_id) OR is_own_person(person_id));
