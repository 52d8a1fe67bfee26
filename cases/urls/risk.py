"""The routes of the risk tab below one nominal: assessments, risk of serious harm, the plan, home visits, flags."""

from django.urls import path

from cases.views import assessments, flags, plans, rosh, visits

record = [
    path("risk/assessments/add/", assessments.record_assessment, name="record_assessment"),
    path("risk/assessments/<uuid:part>/", assessments.correct_assessment, name="correct_assessment"),
    path("risk/assessments/<uuid:part>/again/", assessments.assess_again, name="assess_again"),
    path("risk/assessments/<uuid:part>/remove/", assessments.remove_assessment, name="remove_assessment"),
    path("risk/harm/add/", rosh.record_rosh, name="record_rosh"),
    path("risk/harm/<uuid:part>/", rosh.correct_rosh, name="correct_rosh"),
    path("risk/harm/<uuid:part>/remove/", rosh.remove_rosh, name="remove_rosh"),
    path("risk/plan/start/", plans.start_plan, name="start_plan"),
    path("risk/plan/summary/", plans.change_summary, name="change_summary"),
    path("risk/plan/measures/add/", plans.add_measure, name="add_measure"),
    path("risk/plan/measures/<uuid:part>/", plans.change_measure, name="change_measure"),
    path("risk/plan/measures/<uuid:part>/out/", plans.take_measure_out, name="take_measure_out"),
    path("risk/plan/<uuid:part>/", plans.plan_version, name="plan_version"),
    path("risk/plan/<uuid:part>/compare/", plans.compare_plans, name="compare_plans"),
    path("risk/visits/add/", visits.record_visit, name="record_visit"),
    path("risk/visits/<uuid:part>/", visits.correct_visit, name="correct_visit"),
    path("risk/visits/<uuid:part>/remove/", visits.remove_visit, name="remove_visit"),
    path("risk/flags/<slug:kind>/set/", flags.set_flag, name="set_flag"),
    path("risk/flags/<uuid:part>/end/", flags.end_flag, name="end_flag"),
]
