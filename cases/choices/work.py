"""Vocabularies of the work between meetings: reviews, referrals, transfers, clocks, messages, documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PracticeName(models.TextChoices):
    """Limits of practice that a setting holds: each has an authority and a day from which it counts."""

    REVIEW_INTERVAL = "review_interval", _("Interval between reviews")
    REVIEW_OUTER_LIMIT = "review_outer_limit", _("Outer limit between reviews")
    VISIT_INTERVAL = "visit_interval", _("Interval between home visits")
    PLAN_DUE = "plan_due", _("First risk management plan")
    ASSESSMENT_INTERVAL = "assessment_interval", _("Interval between assessments")
    LEVEL_BEFORE_RELEASE = "level_before_release", _("Level set before release")
    CATEGORY_END_PROMPT = "category_end_prompt", _("Prompt before a category ends")
    REFERRAL_DECISION = "referral_decision", _("Decision on a referral")
    REFERRAL_DECISION_URGENT = "referral_decision_urgent", _("Decision on an urgent referral")
    RESCREEN_ANSWER = "rescreen_answer", _("Answer to a prompt to screen again")
    COUNTERSIGN = "countersign", _("Countersignature of a review")
    TRANSFER_ANSWER = "transfer_answer", _("Answer to a transfer")
    OLD_AREA_VIEW = "old_area_view", _("View kept by the area that transferred")
    DIP_SAMPLE = "dip_sample", _("Level 1 reviews sampled each month")
    CASELOAD_LIMIT = "caseload_limit", _("People an offender manager manages at most")
    ESCALATION = "escalation", _("How long a duty stays overdue before supervisors are told")
    REVOCATION_ACKNOWLEDGE = "revocation_acknowledge", _("Acknowledgement of an application to end notification")
    REVOCATION_REPLIES = "revocation_replies", _("Replies of responsible bodies")
    REVOCATION_DECISION = "revocation_decision", _("Decision on an application to end notification")
    ORDER_END_PROMPT = "order_end_prompt", _("Prompt before an order or one of its terms ends")
    BREACH_OUTCOME = "breach_outcome", _("Outcome of a breach")
    PAROLE_PROMPT = "parole_prompt", _("Prompt before a parole hearing")
    LICENCE_END_PROMPT = "licence_end_prompt", _("Prompt before a licence ends")


class ReviewState(models.TextChoices):
    WAITING = "waiting", _("To countersign")
    SENT_BACK = "sent_back", _("Sent back")
    STANDS = "stands", _("Stands")


class ReviewOutcome(models.TextChoices):
    REMAINS = "remains", _("Stays at this level")
    REFER_UP = "refer_up", _("Refer to Level 2 or 3")
    ENDS = "ends", _("MAPPA management ends")


class RescreenTrigger(models.TextChoices):
    RELEASE = "release", _("Release")
    RECALL = "recall", _("Recall")
    NEW_OFFENCE = "new_offence", _("New offence or charge")
    ADDRESS_CHANGE = "address_change", _("Change of address")
    ORDER_ENDED = "order_ended", _("An order ended")
    TRANSFER = "transfer", _("Transfer from another area")
    RISK_CHANGE = "risk_change", _("Change in risk of serious harm")


class LevelRoute(models.TextChoices):
    """How a level was decided. Level 2 and 3 move only by a meeting, or by its chair until the next one ratifies."""

    LEAD_AGENCY = "lead_agency", _("Lead agency's screening")
    REFERRAL = "referral", _("MAPPA unit's decision on a referral")
    MEETING = "meeting", _("MAPPA meeting")
    CHAIR = "chair", _("Chair between meetings, to be ratified")
    BROUGHT_IN = "brought_in", _("Brought in with the record")


class ReferralState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Waiting for a decision")
    RETURNED = "returned", _("Returned for more")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined with advice")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReferralStepKind(models.TextChoices):
    SUBMITTED = "submitted", _("Sent")
    ADDED = "added", _("Added after it was sent")
    RETURNED = "returned", _("Returned for more")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined with advice")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TransferState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CALLED_OFF = "called_off", _("Called off before the day")


class AlertKind(models.TextChoices):
    CLOCK_DUE = "clock_due", _("Something is due")
    CLOCK_MISSED = "clock_missed", _("Something is overdue")
    CLOCK_ESCALATED = "clock_escalated", _("Something stays overdue and was passed to you")
    ALLOCATED = "allocated", _("People were allocated to you")
    REALLOCATED = "reallocated", _("People you managed were allocated to a colleague")
    REVIEW_TO_COUNTERSIGN = "review_to_countersign", _("A review waits for your countersignature")
    REVIEW_SENT_BACK = "review_sent_back", _("A review was sent back")
    REFERRAL_RECEIVED = "referral_received", _("A referral arrived")
    REFERRAL_DECIDED = "referral_decided", _("A referral was decided")
    TRANSFER_OFFERED = "transfer_offered", _("A transfer was offered")
    TRANSFER_ANSWERED = "transfer_answered", _("A transfer was answered")
    RECALLED = "recalled", _("A person was recalled to custody")
    RELEASED = "released", _("A person was released")
    BREACH_RECORDED = "breach_recorded", _("A breach was recorded")
    ORDER_CHANGED = "order_changed", _("An order was made, varied or ended")
    CATEGORY_CHANGED = "category_changed", _("A category began or ended")
    FILE_READY = "file_ready", _("A file you asked for is ready")
    VIRUS_FOUND = "virus_found", _("A virus was found in a document you uploaded")
    LEVEL_CHANGED = "level_changed", _("A level changed")
    RISK_ROSE = "risk_rose", _("Risk of serious harm rose to high or very high")
    ACCESS_GIVEN = "access_given", _("Your team may see a person")


class AllocationEnd(models.TextChoices):
    """Why somebody stopped managing a person; empty while they do, or where the record does not say."""

    REALLOCATED = "reallocated", _("Allocated to a colleague")
    LEAD_CHANGED = "lead_changed", _("Another team leads, or none")
    LEFT = "left", _("The offender manager left the team")


class DocumentType(models.TextChoices):
    PHOTO = "photo", _("Photograph")
    COURT = "court", _("Court document")
    ORDER = "order", _("Order")
    ASSESSMENT = "assessment", _("Assessment")
    REPORT = "report", _("Report")
    CORRESPONDENCE = "correspondence", _("Correspondence")
    LICENCE = "licence", _("Licence")
    OTHER = "other", _("Other")


class Marking(models.TextChoices):
    OFFICIAL = "official", "OFFICIAL"
    SENSITIVE = "official_sensitive", "OFFICIAL-SENSITIVE"


class ScanState(models.TextChoices):
    WAITING = "waiting", _("Waiting for its virus scan")
    CLEAN = "clean", _("No virus found")
    INFECTED = "infected", _("Virus found")
    NOT_SCANNED = "not_scanned", _("Not scanned: no scanner is configured")
    FAILED = "failed", _("Could not be scanned")


class ExportState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be made")
    EXPIRED = "expired", _("Expired")
