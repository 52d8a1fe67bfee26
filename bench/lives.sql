-- What the cohort files do not bring: how everybody live is managed, assessed, visited, reviewed and found.
-- Set-based; the same rows for the same data set: what differs between people follows from their number.

-- Words that look like names of streets.
CREATE TEMP TABLE street AS
SELECT row_number() OVER (ORDER BY md5(family_name)) - 1 AS place, initcap(family_name) AS name
  FROM (SELECT DISTINCT family_name FROM cases_nominal WHERE family_name !~ '[- '']') families
 ORDER BY md5(family_name) LIMIT 600;

CREATE TEMP TABLE everybody AS
SELECT id AS nominal_id, (row_number() OVER (ORDER BY id))::int AS n, split_part(given_names, ' ', 1) AS given,
       family_name AS family, created_at::date AS today
  FROM cases_nominal;

-- Everybody live, with a manager of the lead team for nine in ten, and somebody who writes things down.
CREATE TEMP TABLE live AS
WITH manager AS (
    SELECT user_id, team_id, row_number() OVER (PARTITION BY team_id ORDER BY user_id) - 1 AS place,
           count(*) OVER (PARTITION BY team_id) AS number
      FROM agencies_membership WHERE role = 'offender_manager'),
anybody AS (SELECT DISTINCT ON (team_id) team_id, user_id FROM agencies_membership ORDER BY team_id, user_id)
SELECT who.*, duty.area_id, area.name AS area, duty.lead_agency_id AS agency_id, duty.lead_team_id AS team_id,
       duty.started_on AS since, CASE WHEN who.n % 10 > 0 THEN manager.user_id END AS manager_id,
       coalesce(manager.user_id, anybody.user_id) AS by_id, held.level, place.status
  FROM everybody who
  JOIN cases_responsibility duty ON duty.nominal_id = who.nominal_id AND duty.ended_on IS NULL
  JOIN agencies_area area ON area.code = duty.area_id
  JOIN anybody ON anybody.team_id = duty.lead_team_id
  LEFT JOIN manager ON manager.team_id = duty.lead_team_id AND manager.place = (who.n::bigint * 7919) % manager.number
  LEFT JOIN cases_levelperiod held ON held.nominal_id = who.nominal_id AND held.ended_on IS NULL
  LEFT JOIN cases_whereaboutsperiod place ON place.nominal_id = who.nominal_id AND place.ended_on IS NULL;

ANALYZE street, everybody, live;

INSERT INTO cases_allocation (id, nominal_id, offender_manager_id, team_id, started_on, end_reason)
SELECT gen_random_uuid(), nominal_id, manager_id, team_id, since, '' FROM live WHERE manager_id IS NOT NULL;

-- Places and traces: everybody keeps an address and a telephone, the live have more.
INSERT INTO cases_address (id, nominal_id, kind, lines, postcode, started_on, ended_on)
SELECT gen_random_uuid(), who.nominal_id, CASE WHEN who.n % 40 = 7 THEN 'approved_premises' ELSE 'home' END,
       format(E'%s %s %s\nSampleton', 1 + who.n % 180, street.name,
              (ARRAY['Road', 'Street', 'Close', 'Lane'])[1 + who.n % 4]),
       format('%s%s%s %s%s%s', chr(65 + who.n / 4 % 26), chr(65 + who.n / 104 % 26), 1 + who.n / 2704 % 90,
              who.n / 9 % 10, chr(65 + who.n / 52 % 26), chr(65 + who.n / 8 % 26)),
       who.today - 4000 + who.n % 300, CASE WHEN moved THEN who.today - 400 - who.n % 200 END
  FROM everybody who
 CROSS JOIN LATERAL (SELECT who.n % 2 = 0 AND EXISTS (
                    SELECT 1 FROM live WHERE live.nominal_id = who.nominal_id)) m (moved)
  JOIN street ON street.place = (who.n::bigint * 31) % (SELECT count(*) FROM street);

INSERT INTO cases_address (id, nominal_id, kind, lines, postcode, started_on)
SELECT gen_random_uuid(), who.nominal_id, CASE WHEN who.n % 100 = 4 THEN 'no_fixed_abode' ELSE 'home' END,
       format(E'Flat %s\n%s %s Court', 1 + who.n % 40, 1 + who.n % 90, street.name),
       'ZZ1 1' || chr(65 + who.n % 26) || 'Z',
       CASE WHEN who.n % 60 = 0 THEN who.today - who.n % 20 ELSE least(who.since, who.today - 400 - who.n % 200) END
  FROM live who
  JOIN street ON street.place = (who.n::bigint * 17) % (SELECT count(*) FROM street)
 WHERE who.n % 2 = 0;

INSERT INTO cases_particular (id, nominal_id, kind, value, issuer, note, started_on)
SELECT gen_random_uuid(), nominal_id, 'phone', '07700 ' || lpad((n % 1000000)::text, 6, '0'), '', '', today - 900
  FROM everybody
 UNION ALL
SELECT gen_random_uuid(), nominal_id, 'phone', '01632 ' || lpad((n % 1000000)::text, 6, '0'), 'Sampleton Telecom', '',
       today - 500
  FROM live WHERE n % 3 = 0
 UNION ALL
SELECT gen_random_uuid(), nominal_id, 'vehicle',
       format('ZZ%s Z%s%s', 10 + n % 90, chr(65 + n / 90 % 26), chr(65 + n / 2340 % 26)),
       (ARRAY['Sampleford, blue', 'Fablewagen, grey', 'Inventa, red'])[1 + n % 3], '', today - 700
  FROM live WHERE n % 2 = 0
 UNION ALL
SELECT gen_random_uuid(), nominal_id, 'online', lower(given) || n, 'Chatterbook', '', today - 300
  FROM live WHERE n % 2 = 1
 UNION ALL
SELECT gen_random_uuid(), nominal_id, 'email', lower(family) || '.' || n || '@mail.example', '', '', today - 600
  FROM live WHERE n % 3 = 1
 UNION ALL
SELECT gen_random_uuid(), nominal_id, 'bank_account', '00-00-' || lpad((n % 100)::text, 2, '0') || ' ' ||
       lpad(n::text, 8, '0'), 'Sampleton Bank', '', today - 800 FROM live WHERE n % 4 = 2
 UNION ALL
SELECT gen_random_uuid(), who.nominal_id, 'employment', 'Warehouse, night shift', street.name || ' Stores', '',
       who.today - 250
  FROM live who JOIN street ON street.place = who.n % (SELECT count(*) FROM street) WHERE who.n % 4 = 1;

INSERT INTO cases_association (id, nominal_id, other_id, name, kind, note, started_on)
SELECT gen_random_uuid(), one.nominal_id, CASE WHEN one.n % 8 = 0 THEN other.nominal_id END,
       CASE WHEN one.n % 8 = 0 THEN '' ELSE other.given || ' ' || initcap(other.family) END,
       (ARRAY['partner', 'family', 'friend'])[1 + one.n % 3], '', one.today - 300
  FROM live one JOIN everybody other ON other.n = one.n + 1 WHERE one.n % 2 = 0;

INSERT INTO cases_householdchild
       (id, nominal_id, name, date_of_birth, relationship, referred_on, not_referred_because, social_worker, note,
       started_on)
SELECT gen_random_uuid(), one.nominal_id, other.given || ' ' || initcap(other.family), one.today - 400 - one.n % 5000,
       'Child',
       CASE WHEN one.n % 12 = 1 THEN one.today - 20 END, '', '', '', one.today - 40 - one.n % 100
  FROM live one JOIN everybody other ON other.n = one.n + 2
 WHERE one.n % 12 = 1 OR one.n % 12 = 2 AND one.n % 10 = 1;

-- The law: what was dealt with, the screening, notification, the terms of orders.
INSERT INTO cases_disposal
       (id, nominal_id, offence_code, offence_title, outcome, dealt_with_on, sentenced_on, court, disposal, years,
       months, days, is_consecutive, is_overseas, is_index, needs_legal_review, facts)
SELECT gen_random_uuid(), nominal_id, CASE number WHEN 1 THEN 'soa2003-3' ELSE '' END,
       CASE number WHEN 1 THEN 'Sexual assault' ELSE 'Common assault' END, 'convicted',
       since - 30 - 400 * (number - 1),
       since - 10 - 400 * (number - 1), 'Sampleton Crown Court',
       CASE number WHEN 1 THEN 'imprisonment' ELSE 'fine' END,
       CASE number WHEN 1 THEN 1 + n % 4 ELSE 0 END, 0, 0, false, false, number = 1, false, 'As found at the trial.'
  FROM live CROSS JOIN generate_series(1, 2) number WHERE number = 1 OR n % 2 = 0;

INSERT INTO cases_eligibilityscreening (id, nominal_id, outcome, answer, reason, decided_by_id, decided_on)
SELECT gen_random_uuid(), nominal_id, 'category_1', '{"outcome": "Category 1", "facts": [], "provision": ""}',
       'As the check says.', by_id, since
  FROM live;

CREATE TEMP TABLE notifying AS
SELECT who.*, gen_random_uuid() AS requirement_id FROM live who
 WHERE EXISTS (SELECT 1 FROM cases_categorybasis basis WHERE basis.nominal_id = who.nominal_id
                  AND basis.basis = 'notification_requirement' AND basis.ended_on IS NULL);
ANALYZE notifying;

INSERT INTO cases_notificationrequirement
       (id, nominal_id, source, relevant_date, started_on, is_indefinite, answer, reason, may_apply_on, end_reason)
SELECT requirement_id, nominal_id, 'disposal', since, since, n % 2 = 0, '{}', 'Brought in.', since + 15 * 365, ''
  FROM notifying;

INSERT INTO cases_notification (id, nominal_id, kind, notified_on, officer, station, details, in_visor_on,
       recorded_by_id)
SELECT gen_random_uuid(), nominal_id, kind, day, 'PC Frontdesk', 'Sampleton', 'Everything on the form.', day + 1,
       by_id
  FROM notifying
 CROSS JOIN LATERAL (VALUES ('initial', since + 1),
                            ('periodic', greatest(since + 2, today - (n * 31::bigint % 380)::int)),
                            ('periodic', greatest(since + 2, today - (n * 31::bigint % 380)::int - 365)),
                            (CASE n % 3 WHEN 0 THEN 'bank' WHEN 1 THEN 'stay' END, greatest(since + 3, today - 200)))
       AS given (kind, day) WHERE kind IS NOT NULL;

INSERT INTO cases_foreigntravel (id, nominal_id, destination, departs_on, returns_on, returned_on, notified_on,
       return_notified_on, note)
SELECT gen_random_uuid(), nominal_id, 'Spain', today - 100, today - 90, today - 90, today - 110, today - 88, ''
  FROM notifying WHERE n % 20 = 3 AND since < today - 110;
INSERT INTO cases_foreigntravel (id, nominal_id, destination, departs_on, returns_on, note)
SELECT gen_random_uuid(), nominal_id, 'France', today + 5 + n % 10, today + 20, '' FROM notifying WHERE n % 100 = 3;
INSERT INTO cases_changetonotify (id, nominal_id, kind, happened_on, note, withdrawn_because, recorded_by_id)
SELECT gen_random_uuid(), nominal_id, 'passport', today - 1 - n % 9, '', '', by_id FROM notifying WHERE n % 80 = 1;
INSERT INTO cases_indefinitereview
       (id, nominal_id, requirement_id, applied_on, acknowledge_by, decide_by, factors, outcome, decided_by, reasons)
SELECT gen_random_uuid(), nominal_id, requirement_id, today - 5, today + 9, today + 37, '{}', '', '', ''
  FROM notifying WHERE n % 200 = 2;

UPDATE cases_order made SET ends_on = made.made_on + 1830 + (who.n % 3) * 1000
  FROM live who WHERE who.nominal_id = made.nominal_id;
INSERT INTO cases_orderterm (id, order_id, kind, text, starts_on, ends_on, confirmed_as_made)
SELECT gen_random_uuid(), made.id, CASE number WHEN 1 THEN 'requirement' ELSE 'prohibition' END,
       'Not to approach the places named in the schedule.', made.made_on, made.ends_on, false
  FROM live who JOIN cases_order made ON made.nominal_id = who.nominal_id CROSS JOIN generate_series(1, 3) number;
INSERT INTO cases_orderchange (id, order_id, kind, changed_on, court, effect, note, recorded_at)
SELECT gen_random_uuid(), made.id, 'varied', made.made_on + 10, 'Sampleton', 'stays', '', now()
  FROM live who JOIN cases_order made ON made.nominal_id = who.nominal_id WHERE who.n % 5 = 0;
INSERT INTO cases_breach (id, nominal_id, breach_of, occurred_on, details, outcome, outcome_on, outcome_due_on,
       recorded_by_id)
SELECT gen_random_uuid(), nominal_id, 'licence', today - 30 - n % 300, 'Missed a meeting.',
       CASE WHEN n % 40 = 9 THEN 'open' ELSE 'no_further_action' END, CASE WHEN n % 40 <> 9 THEN today - 10 END,
       CASE WHEN n % 40 = 9 THEN today + n % 30 END, by_id FROM live WHERE n % 10 = 9;
INSERT INTO cases_recall (id, nominal_id, because, recalled_on, returned_on, level_then, rereleased_on,
       recorded_by_id)
SELECT gen_random_uuid(), nominal_id, 'licence', today - 200, today - 195, level, today - 100, by_id
  FROM live WHERE n % 20 = 9;
INSERT INTO cases_custodydate (id, nominal_id, kind, "on", note, is_past)
SELECT gen_random_uuid(), nominal_id, kind, today + (n * 37::bigint % 700)::int - 5, '', false
  FROM live CROSS JOIN (VALUES ('parole_hearing'), ('planned_release'), ('sentence_ends')) AS date (kind)
 WHERE status = 'prison';

-- Risk, the plan, visits, flags.
INSERT INTO cases_roshassessment
       (id, nominal_id, setting, assessed_on, children, public, known_adult, staff, prisoners, nature, recorded_by_id,
       recorded_at)
SELECT gen_random_uuid(), nominal_id, 'community',
       greatest(since, today - (n * 13::bigint % 300)::int - 365 * number),
       (ARRAY['low', 'medium', 'high', 'very_high'])[1 + (n + number) % 4], 'low', 'medium', 'low', '',
       'To those at home.', by_id, now()
  FROM live CROSS JOIN generate_series(0, 1) number WHERE number = 0 OR n % 2 = 0;
INSERT INTO cases_assessment
       (id, nominal_id, tool, tool_version, assessed_on, assessor, score, band, next_due_on, note, recorded_by_id,
       recorded_at)
SELECT gen_random_uuid(), nominal_id, tool, '', greatest(since, today - (n * 19::bigint % 380)::int), 'An assessor',
       '', (ARRAY['low', 'medium', 'high', 'very_high'])[1 + n % 4],
       greatest(since, today - (n * 19::bigint % 380)::int) + 365, '', by_id, now()
  FROM live CROSS JOIN (VALUES ('ARMS', 0), ('OSP', 1), ('OASys', 2)) AS used (tool, place)
 WHERE place = 0 OR n % 3 = place;
INSERT INTO cases_homevisit
       (id, nominal_id, visited_on, officers, was_announced, outcome, note, recorded_by_id, recorded_at)
SELECT gen_random_uuid(), nominal_id, greatest(since, today - (n * 11::bigint % 190)::int - 120 * number),
       'Two officers', false,
       'seen', 'Seen at home.', by_id, now()
  FROM live CROSS JOIN generate_series(0, 1) number
 WHERE status = 'community';
INSERT INTO cases_flag (id, nominal_id, kind, note, started_on)
SELECT gen_random_uuid(), nominal_id,
       (ARRAY['staff_safety', 'foreign_national', 'wanted', 'interpreter'])[1 + n / 5 % 4], '', since
  FROM live WHERE n % 5 = 0;

CREATE TEMP TABLE plan AS
SELECT gen_random_uuid() AS plan_id, who.*, number, number = 1 + (n % 3 = 0)::int AS is_current
  FROM live who CROSS JOIN generate_series(1, 2) number WHERE number = 1 OR n % 3 = 0;
INSERT INTO cases_riskmanagementplan (id, nominal_id, number, summary, is_current, made_by_id, made_at)
SELECT plan_id, nominal_id, number, 'What is to be managed.', is_current, by_id, now() - interval '100 days'
  FROM plan;
INSERT INTO cases_planentry
       (id, plan_id, pillar, measure, risk_factor, owner_agency_id, owner_name, starts_on, review_on, place, line,
       is_taken_out)
SELECT gen_random_uuid(), plan_id, pillar, 'Unannounced visits, and what is found is told.', 'Isolation', agency_id,
       'An officer', since,
       CASE WHEN place = 1 THEN today + (n * 29::bigint % 300)::int - 10 END, place, gen_random_uuid(), false
  FROM plan
 CROSS JOIN (VALUES ('supervision', 1), ('monitoring', 2), ('interventions', 3), ('contingency', 4))
       AS under (pillar, place);

-- Reviews, prompts, referrals, transfers, documents.
CREATE TEMP TABLE review AS
SELECT gen_random_uuid() AS review_id, who.*,
       greatest(since, today - (n * 17::bigint % 190)::int - 180 * number) AS day, number
  FROM live who CROSS JOIN generate_series(0, 1) number WHERE level = 1;
INSERT INTO cases_levelreview
       (id, nominal_id, level, reviewed_on, answers, form_version, outcome, rationale, reviewed_by_id, next_due_on,
       state, step_due_on, countersigned_at, sent_back_because)
SELECT review_id, nominal_id, 1, day, '{"changes": "None.", "risk_is_right": "yes"}', 'lead-agency-1', 'remains',
       'As before.', by_id,
       day + 183, CASE WHEN day > today - 8 THEN 'waiting' ELSE 'stands' END,
       CASE WHEN day > today - 8 THEN day + 10 END,
       CASE WHEN day <= today - 8 THEN day + interval '2 days' END, '' FROM review;
INSERT INTO cases_dipsample (id, review_id, area_id, month, due_on, comment)
SELECT gen_random_uuid(), review_id, area_id, date_trunc('month', today - 40)::date, today + n % 20, ''
  FROM review WHERE number = 0 AND n % 200 = 1;
INSERT INTO cases_rescreenprompt (id, nominal_id, trigger, happened_on, due_on, answered_on, reply)
SELECT gen_random_uuid(), nominal_id, 'address_change', today - 3 - n % 200, today + 20 - n % 200,
       CASE WHEN n % 200 > 15 THEN today - n % 200 + 10 END, '' FROM live WHERE n % 6 = 0;

CREATE TEMP TABLE referred AS
SELECT gen_random_uuid() AS referral_id, who.*,
       (ARRAY['submitted', 'draft', 'submitted', 'returned', 'accepted', 'declined'])[1 + n / 30 % 6] AS state
  FROM live who WHERE level = 1 AND n % 30 = 5;
INSERT INTO cases_referral
       (id, nominal_id, area_id, team_id, written_by_id, asked_level, is_urgent, state, form_version, sections,
       started_at, submitted_at, decide_by, decided_at)
SELECT referral_id, nominal_id, area_id, team_id, by_id, 2, n % 7 = 0, state, '1', '{}', now() - interval '20 days',
       CASE WHEN state <> 'draft' THEN now() - interval '9 days' END,
       CASE WHEN state = 'submitted' THEN today - 2 + n % 9 END,
       CASE WHEN state IN ('accepted', 'declined') THEN now() - interval '2 days' END FROM referred;
INSERT INTO cases_referralstep (id, referral_id, kind, by_id, team_name, at, words, reason, advice)
SELECT gen_random_uuid(), referral_id, 'submitted', by_id, 'A team', now() - interval '9 days', '[]', '', ''
  FROM referred WHERE state <> 'draft';
INSERT INTO cases_transfer
       (id, nominal_id, from_area_id, to_area_id, moves_on, reason, state, offered_by_id, offered_at, answer_by,
       answer_reason, end_reason)
SELECT gen_random_uuid(), who.nominal_id, who.area_id, other.code, today + 30, 'Moved to family.', 'offered', by_id,
       now(), today + n % 10, '', ''
  FROM live who
  JOIN LATERAL (SELECT code FROM agencies_area WHERE code <> who.area_id
                 ORDER BY md5(code || who.n) LIMIT 1) other ON true
 WHERE who.n % 400 = 11;

CREATE TEMP TABLE paper AS SELECT gen_random_uuid() AS document_id, live.* FROM live WHERE n % 3 = 0;
INSERT INTO cases_document (id, nominal_id, document_type, title, marking, dated_on, withdrawn_because)
SELECT document_id, nominal_id, CASE WHEN n % 6 = 0 THEN 'photo' ELSE 'report' END, 'A report', 'official_sensitive',
       since, '' FROM paper;
INSERT INTO cases_documentversion
       (id, document_id, number, stored_name, original_name, content_type, size, sha256, scan_state, uploaded_by_id,
       uploaded_at)
SELECT gen_random_uuid(), document_id, 1, replace(document_id::text, '-', ''), 'paper',
       CASE WHEN n % 6 = 0 THEN 'image/jpeg' ELSE 'application/pdf' END,
       20000, repeat('0', 64), 'not_scanned', by_id, now() FROM paper;
