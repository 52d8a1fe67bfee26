"""The clocks of somebody subject to notification: the first, the yearly or weekly one, changes, release, journeys.

The limits are those of `cases.rules.notification_duties`; the statements say them to the database. Days in custody, in
hospital or abroad put a duty off until three days beginning with the return.
"""

# Every name put into SQL here is a constant; values never are.
# ruff: noqa: S608

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.choices import AddressKind, NotificationKind, Whereabouts
from cases.clocks.registry import ClockKind, register
from cases.rules import notification_duties as duties

#: Shown so many days before: a year's notification early enough to remind, a week's when half of it is over.
YEARLY_SHOWN, WEEKLY_SHOWN, JOURNEY_SHOWN = 28, 3, 14
_LAST = duties.CHANGE_DAYS - 1  # "three days beginning with" a day end two days after it


def _listed(kinds: frozenset[NotificationKind]) -> str:
    return ", ".join(sorted(f"'{kind.value}'" for kind in kinds))


_WHOLE, _BEGINS_AGAIN = _listed(duties.WHOLE), _listed(duties.BEGINS_AGAIN)
_RESIDENCE = f"'{AddressKind.HOME}', '{AddressKind.APPROVED_PREMISES}'"
_COMMUNITY, _ABROAD = f"'{Whereabouts.COMMUNITY}'", f"'{Whereabouts.ABROAD}'"

#: The day, here, on which a record was brought in; null for one that was made here.
_CAME_IN = f"""(SELECT (record.created_at AT TIME ZONE '{settings.TIME_ZONE}')::date FROM cases_nominal record
             WHERE record.id = held.nominal_id AND record.source_reference <> '')"""

#: Everybody subject that day: since when without a break, until when (null: no end is fixed).
_SUBJECT = f"""
    SELECT held.nominal_id, {_CAME_IN} AS came_in_on,
           (SELECT max(first.started_on) FROM cases_notificationrequirement first
             WHERE first.nominal_id = held.nominal_id AND first.started_on <= %(on)s
               AND NOT EXISTS (SELECT 1 FROM cases_notificationrequirement before
                                WHERE before.nominal_id = first.nominal_id AND before.started_on < first.started_on
                                  AND (before.ended_on IS NULL OR before.ended_on >= first.started_on))) AS since,
           max(coalesce(held.ended_on, 'infinity'::date)) AS until
      FROM cases_notificationrequirement held
     WHERE held.started_on <= %(on)s AND (held.ended_on IS NULL OR held.ended_on > %(on)s)
     GROUP BY held.nominal_id
"""

#: Times in custody, in hospital or abroad of the nominal of `person`, as one multirange of days; a journey counts only
#: as long as its return is known.
_AWAY = f"""
    CROSS JOIN LATERAL (
        SELECT coalesce(range_agg(daterange(gone.started_on, gone.ended_on)), '{{}}'::datemultirange) AS days
          FROM (SELECT started_on, ended_on FROM cases_whereaboutsperiod
                 WHERE nominal_id = person.nominal_id AND status <> {_COMMUNITY}
                 UNION ALL
                SELECT departs_on, coalesce(returned_on, returns_on) FROM cases_foreigntravel
                 WHERE nominal_id = person.nominal_id AND coalesce(returned_on, returns_on) > departs_on) gone) away
"""

#: What was missed before somebody went away waits until they are back; nothing is owed after the requirements end.
_REALLY = "really.due_on < person.until AND (really.due_on >= %(on)s OR NOT away.days @> %(on)s::date)"

#: The last day on which a duty of `owed.due_on` is really owed: put off when it falls into a time away, none (null, and
#: before no day) while that is open.
_PUT_OFF = f"""
    {_AWAY}
    CROSS JOIN LATERAL (
        SELECT CASE WHEN away.days @> owed.due_on
                    THEN (SELECT upper(gone) FROM unnest(away.days) gone WHERE gone @> owed.due_on) + {_LAST}
                    ELSE owed.due_on END AS due_on) really
     WHERE {_REALLY}
"""

#: Third day, beginning with the relevant date, on which the person is not away: it is one of the first three of a time
#: in the community.
_FIRST_DUE = f"""(
        SELECT free.day FROM (
            SELECT DISTINCT start.day + number AS day
              FROM (SELECT person.since AS day UNION
                    SELECT upper(gone) FROM unnest(away.days) gone WHERE upper(gone) >= person.since) start
             CROSS JOIN generate_series(0, {_LAST}) number) free
         WHERE NOT away.days @> free.day
         ORDER BY free.day OFFSET {duties.FIRST_DAYS - 1} LIMIT 1)"""

#: What fell due before the record was brought in may well have been made: nobody here knows, and nobody is late.
_FIRST = f"""
    SELECT person.nominal_id, person.nominal_id AS source_id, really.due_on, person.since AS warn_on
      FROM ({_SUBJECT}) person
    {_AWAY}
     CROSS JOIN LATERAL (SELECT {_FIRST_DUE} AS due_on) really
     WHERE {_REALLY} AND (person.came_in_on IS NULL OR really.due_on >= person.came_in_on)
       AND NOT EXISTS (SELECT 1 FROM cases_notification given WHERE given.nominal_id = person.nominal_id
                          AND given.kind IN ({_WHOLE}) AND given.notified_on >= person.since)
"""

#: From the last notification that begins the time again; weekly from the day on which the last home was given up.
_PERIODIC = f"""
    SELECT person.nominal_id, person.nominal_id AS source_id, really.due_on,
           really.due_on
               - CASE WHEN person.homeless_since IS NULL THEN {YEARLY_SHOWN} ELSE {WEEKLY_SHOWN} END AS warn_on
      FROM (SELECT subject.*,
                   (SELECT max(given.notified_on) FROM cases_notification given
                     WHERE given.nominal_id = subject.nominal_id AND given.kind IN ({_BEGINS_AGAIN})
                       AND given.notified_on BETWEEN subject.since AND %(on)s) AS last_on,
                   (SELECT max(place.started_on) FROM cases_address place
                     WHERE place.nominal_id = subject.nominal_id AND place.kind = '{AddressKind.NO_FIXED_ABODE}'
                       AND place.started_on <= %(on)s AND (place.ended_on IS NULL OR place.ended_on > %(on)s)
                       AND NOT EXISTS (SELECT 1 FROM cases_address home WHERE home.nominal_id = subject.nominal_id
                                          AND home.kind IN ({_RESIDENCE}) AND home.started_on <= %(on)s
                                          AND (home.ended_on IS NULL OR home.ended_on > %(on)s))) AS homeless_since
              FROM ({_SUBJECT}) subject) person
     CROSS JOIN LATERAL (
        SELECT CASE WHEN person.homeless_since IS NULL
                    THEN (person.last_on + interval '{duties.YEARLY_MONTHS} months')::date
                    ELSE greatest(person.last_on, person.homeless_since) + {duties.WEEKLY_DAYS} END AS due_on) owed
    {_PUT_OFF} AND person.last_on IS NOT NULL
"""

#: Somebody released, or back from abroad with no journey on record, whose first notification was made before, or fell
#: due before the record was brought in.
_RELEASE = f"""
    SELECT person.nominal_id, person.nominal_id AS source_id, really.due_on, person.back_on AS warn_on
      FROM (SELECT subject.*, back.ended_on AS back_on
              FROM ({_SUBJECT}) subject
             CROSS JOIN LATERAL (SELECT gone.ended_on, gone.status, gone.started_on FROM cases_whereaboutsperiod gone
                                  WHERE gone.nominal_id = subject.nominal_id AND gone.status <> {_COMMUNITY}
                                    AND gone.ended_on > subject.since AND gone.ended_on <= %(on)s
                                  ORDER BY gone.ended_on DESC LIMIT 1) back
             WHERE back.status <> {_ABROAD}
                OR NOT EXISTS (SELECT 1 FROM cases_foreigntravel journey WHERE journey.nominal_id = subject.nominal_id
                                  AND journey.departs_on BETWEEN back.started_on - 7 AND back.ended_on)) person
     CROSS JOIN LATERAL (SELECT person.back_on + {_LAST} AS due_on) owed
    {_PUT_OFF}
       AND (EXISTS (SELECT 1 FROM cases_notification before WHERE before.nominal_id = person.nominal_id
                       AND before.kind IN ({_WHOLE}) AND before.notified_on BETWEEN person.since AND person.back_on - 1)
            OR (person.back_on >= person.came_in_on AND {_FIRST_DUE} < person.came_in_on))
       AND NOT EXISTS (SELECT 1 FROM cases_notification given WHERE given.nominal_id = person.nominal_id
                          AND (given.kind IN ({_WHOLE}) OR given.kind = '{NotificationKind.TRAVEL_RETURN}')
                          AND given.notified_on >= person.back_on)
"""

#: A home taken since the first notification, until a notification on or after that day gives it, or one in advance
#: holds: the move came at most two days early or three days late.
_ADDRESS = f"""
    SELECT person.nominal_id, person.source_id, really.due_on, person.changed_on AS warn_on
      FROM (SELECT subject.*, place.id AS source_id, place.started_on AS changed_on
              FROM ({_SUBJECT}) subject
              JOIN cases_address place ON place.nominal_id = subject.nominal_id
               AND place.kind IN ({_RESIDENCE}, '{AddressKind.NO_FIXED_ABODE}')
               AND place.started_on > subject.since AND place.started_on <= %(on)s) person
     CROSS JOIN LATERAL (SELECT person.changed_on + {_LAST} AS due_on) owed
    {_PUT_OFF}
       AND EXISTS (SELECT 1 FROM cases_notification before WHERE before.nominal_id = person.nominal_id
                      AND before.kind IN ({_WHOLE})
                      AND before.notified_on BETWEEN person.since AND person.changed_on - 1)
       AND NOT EXISTS (SELECT 1 FROM cases_notification given WHERE given.nominal_id = person.nominal_id
                          AND ((given.kind IN ({_WHOLE}, '{NotificationKind.CHANGE_ADDRESS}')
                                AND given.notified_on >= person.changed_on)
                            OR (given.kind = '{NotificationKind.CHANGE_ADDRESS}' AND given.event_on > given.notified_on
                                AND person.changed_on BETWEEN given.event_on - {duties.ADVANCE_EARLY_DAYS}
                                                          AND given.event_on + {duties.ADVANCE_LATE_DAYS})))
"""

#: Any other change that somebody put on record, in the same way.
_CHANGE = f"""
    SELECT person.nominal_id, person.source_id, really.due_on, person.changed_on AS warn_on
      FROM (SELECT subject.*, change.id AS source_id, change.happened_on AS changed_on, change.kind
              FROM ({_SUBJECT}) subject
              JOIN cases_changetonotify change ON change.nominal_id = subject.nominal_id
               AND change.withdrawn_because = '' AND change.happened_on >= subject.since
               AND change.happened_on <= %(on)s) person
     CROSS JOIN LATERAL (SELECT person.changed_on + {_LAST} AS due_on) owed
    {_PUT_OFF}
       AND NOT EXISTS (SELECT 1 FROM cases_notification given WHERE given.nominal_id = person.nominal_id
                          AND (((given.kind = person.kind OR given.kind IN ({_WHOLE}))
                                AND given.notified_on >= person.changed_on)
                            OR (given.kind = person.kind AND given.event_on > given.notified_on
                                AND person.changed_on BETWEEN given.event_on - {duties.ADVANCE_EARLY_DAYS}
                                                          AND given.event_on + {duties.ADVANCE_LATE_DAYS})))
"""

#: A move notified in advance that did not come: the police are to be told within six days of the day named.
_NOT_HAPPENED = f"""
    SELECT person.nominal_id, person.source_id, really.due_on,
           person.event_on + {duties.ADVANCE_LATE_DAYS + 1} AS warn_on
      FROM (SELECT subject.*, ahead.id AS source_id, ahead.event_on, ahead.notified_on
              FROM ({_SUBJECT}) subject
              JOIN cases_notification ahead ON ahead.nominal_id = subject.nominal_id
               AND ahead.kind = '{NotificationKind.CHANGE_ADDRESS}' AND ahead.event_on > ahead.notified_on
               AND ahead.event_on + {duties.ADVANCE_LATE_DAYS} < %(on)s) person
     CROSS JOIN LATERAL (SELECT person.event_on + {duties.ADVANCE_TELL_DAYS} AS due_on) owed
    {_PUT_OFF}
       AND NOT EXISTS (SELECT 1 FROM cases_address place WHERE place.nominal_id = person.nominal_id
                          AND place.started_on BETWEEN person.event_on - {duties.ADVANCE_EARLY_DAYS}
                                                   AND person.event_on + {duties.ADVANCE_LATE_DAYS})
       AND NOT EXISTS (SELECT 1 FROM cases_notification given WHERE given.nominal_id = person.nominal_id
                          AND given.kind IN ({_WHOLE}, '{NotificationKind.CHANGE_ADDRESS}')
                          AND given.notified_on > person.event_on)
"""

#: A journey known of and not notified, until the person is back.
_JOURNEY = f"""
    SELECT person.nominal_id, journey.id AS source_id,
           journey.departs_on - {duties.TRAVEL_DAYS_BEFORE} AS due_on,
           journey.departs_on - {duties.TRAVEL_DAYS_BEFORE + JOURNEY_SHOWN} AS warn_on
      FROM ({_SUBJECT}) person
      JOIN cases_foreigntravel journey ON journey.nominal_id = person.nominal_id
     WHERE journey.notified_on IS NULL AND journey.returned_on IS NULL AND journey.departs_on >= person.since
"""

#: The return, from the day on which the person came back or said they would.
_RETURN = f"""
    SELECT person.nominal_id, journey.id AS source_id,
           coalesce(journey.returned_on, journey.returns_on) + {duties.RETURN_DAYS} AS due_on,
           coalesce(journey.returned_on, journey.returns_on) AS warn_on
      FROM ({_SUBJECT}) person
      JOIN cases_foreigntravel journey ON journey.nominal_id = person.nominal_id
     WHERE journey.return_notified_on IS NULL AND journey.departs_on <= %(on)s
       AND coalesce(journey.returned_on, journey.returns_on) >= person.since
       AND coalesce(journey.returned_on, journey.returns_on) + {duties.RETURN_DAYS} < person.until
"""

_S83, _S84, _S85 = (f"Sexual Offences Act 2003 s.{section}" for section in (83, 84, 85))
_TRAVEL = "Sexual Offences Act 2003 s.86; Travel Notification Regulations 2004, as amended in 2012"

KINDS = (
    ClockKind("notify_first", _("First notification to the police"), _FIRST, "cases:add_first_notification", _S83),
    ClockKind(
        "notify_periodic", _("Yearly or weekly notification"), _PERIODIC, "cases:add_periodic_notification", _S85
    ),
    ClockKind(
        "notify_release", _("Notification after release or return"), _RELEASE, "cases:add_release_notification", _S84
    ),
    ClockKind(
        "notify_address", _("New home address to be notified"), _ADDRESS, "cases:add_address_notification", _S84,
        takes_source=True,
    ),
    ClockKind(
        "notify_change", _("Change to be notified"), _CHANGE, "cases:add_change_notification", _S84, takes_source=True
    ),
    ClockKind(
        "notify_not_moved", _("Move notified in advance: has it happened?"), _NOT_HAPPENED, "cases:notification", _S84
    ),
    ClockKind(
        "notify_journey", _("Journey abroad to be notified"), _JOURNEY, "cases:notify_journey", _TRAVEL,
        takes_source=True,
    ),
    ClockKind(
        "notify_return", _("Return from abroad to be notified"), _RETURN, "cases:notify_return", _TRAVEL,
        takes_source=True,
    ),
)  # fmt: skip
for _kind in KINDS:
    register(_kind)

#: The codes of these clocks.
CODES = tuple(kind.code for kind in KINDS)
