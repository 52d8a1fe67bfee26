"""The routes of transfers between areas and of stays elsewhere."""

from django.urls import path

from cases.views import transfer_offers, transfers

#: Of the receiving unit, which may not see the person yet.
lists = [
    path("transfers/", transfer_offers.listed, name="transfers"),
    path("transfers/<uuid:key>/", transfer_offers.offer, name="transfer_offer"),
    path("transfers/<uuid:key>/accept/", transfer_offers.accept, name="accept_transfer"),
    path("transfers/<uuid:key>/decline/", transfer_offers.decline, name="decline_transfer"),
]

record = [
    path("transfers/offer/", transfers.offer, name="offer_transfer"),
    path("transfers/<uuid:part>/", transfers.transfer, name="transfer"),
    path("transfers/<uuid:part>/withdraw/", transfers.withdraw, name="withdraw_transfer"),
    path("stays/add/", transfers.add_stay, name="add_stay"),
    path("stays/<uuid:part>/end/", transfers.end_stay, name="end_stay"),
]
