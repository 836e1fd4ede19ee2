-- Up Migration
-- A ban and an exclusion hold at every organisation, so all of them read one; only the organisation of the case writes it.
ALTER TABLE ban ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff_exclusion ENABLE ROW LEVEL SECURITY;
CREATE POLICY ban_known ON ban FOR SELECT TO jiangheng_app USING (true);
CREATE POLICY ban_made ON ban FOR INSERT TO jiangheng_app WITH CHECK (within_reach(organisation_id));
CREATE POLICY ban_changed ON ban FOR UPDATE TO jiangheng_app USING (within_reach(organisation_id));
CREATE POLICY staff_exclusion_known ON staff_exclusion FOR SELECT TO jiangheng_app USING (true);
CREATE POLICY staff_exclusion_made ON staff_exclusion FOR INSERT TO jiangheng_app
  WITH CHECK (within_reach(organisation_id));
CREATE POLICY staff_exclusion_changed ON staff_exclusion FOR UPDATE TO jiangheng_app
  USING (within_reach(organisation_id));
