"""The routes of reviews, levels and prompts to screen again below one nominal, and of the monthly samples."""

from django.urls import path

from cases.views import dip_samples, levels, rescreening, reviews, section_pages

#: The samples of an area.
lists = [
    path("reviews/samples/", dip_samples.dip_samples, name="dip_samples"),
]

#: Below one nominal.
record = [
    path("reviews/", section_pages.section_page, {"tab": "reviews"}, name="reviews"),
    path("reviews/add/", reviews.add_review, name="add_review"),
    path("reviews/<uuid:part>/", reviews.review, name="review"),
    path("reviews/<uuid:part>/answer/", reviews.answer_review, name="answer_review"),
    path("reviews/<uuid:part>/countersign/", reviews.countersign, name="countersign_review"),
    path("reviews/samples/<uuid:part>/", dip_samples.sample, name="sample"),
    path("reviews/prompts/<uuid:part>/", rescreening.answer, name="answer_prompt"),
    path("level/add/", levels.add_level, name="add_level"),
    path("level/end/", levels.end_level, name="end_level"),
    path("level/ratify/", levels.ratify, name="ratify_level"),
]
