"""The routes of referrals to Level 2 or 3."""

from django.urls import path

from cases.views import referral_decisions, referral_pages, referral_queue, referrals

lists = [path("referrals/", referral_queue.queue, name="referral_queue")]

record = [
    path("referrals/", referrals.of_person, name="referrals"),
    path("referrals/start/", referrals.start, name="start_referral"),
    path("referrals/urgent/", referrals.urgent, name="refer_urgently"),
    path("referrals/<uuid:part>/", referral_pages.referral, name="referral"),
    path("referrals/<uuid:part>/parts/<slug:section>/", referrals.section, name="referral_section"),
    path("referrals/<uuid:part>/check/", referral_pages.check, name="check_referral"),
    path("referrals/<uuid:part>/withdraw/", referral_pages.withdraw, name="withdraw_referral"),
    path("referrals/<uuid:part>/accept/", referral_decisions.accept, name="accept_referral"),
    path("referrals/<uuid:part>/return/", referral_decisions.send_back, name="return_referral"),
    path("referrals/<uuid:part>/decline/", referral_decisions.decline, name="decline_referral"),
]
