"""Who gets what at which address: the whole of it, in two tables.

READS is what a GET answers, POSTS what an empty POST answers where a route takes one: the status, or `in` where
somebody is sent to sign in. Everybody stands in the relation to one nominal, its team or its area that `tests.personas`
gives them. A route that is missing here fails the suite.
"""

#: The columns, with the short names that stand above them.
COLUMNS: dict[str, str] = {
    "nob": "anonymous",
    "om": "offender_manager",
    "col": "colleague",
    "sup": "supervisor",
    "str": "stranger",
    "out": "outsider",
    "adm": "administrator",
    "coo": "coordinator",
    "cha": "panel_chair",
    "pan": "panel_member",
    "vlo": "victim_liaison_officer",
    "smb": "smb_member",
    "lay": "lay_adviser",
    "dpo": "data_protection_officer",
    "sys": "system_administrator",
    "roo": "superuser",
    "lea": "leaver",
    "off": "inactive",
}
PERSONAS = tuple(COLUMNS.values())
Expectations = tuple[str, ...]

_READS = """
route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
home                                         in  200
unit                                         in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
healthz                                      200
readyz                                       200
stay_signed_in                               in  405
sign_out_everywhere                          in  405
mfa_remove_webauthn                          in  404
account_email                                in  404
socialaccount_connections                    in  404
account_login                                200 302
account_logout                               302 200
account_inactive                             200
account_signup                               200 302
account_reauthenticate                       in  200
account_email_verification_sent              200
account_change_password                      in  200
account_set_password                         in  302
account_reset_password                       200
account_confirm_login_code                   302
account_confirm_email                        200
account_reset_password_from_key_done         200
account_reset_password_from_key              200
account_reset_password_done                  200
mfa_index                                    in  200
mfa_authenticate                             302
mfa_reauthenticate                           in  302
mfa_activate_totp                            in  200
mfa_deactivate_totp                          in  404
mfa_view_recovery_codes                      in  404
mfa_generate_recovery_codes                  in  200
mfa_download_recovery_codes                  in  404
mfa_list_webauthn                            in  200
mfa_add_webauthn                             in  200
mfa_reauthenticate_webauthn                  in  302
mfa_edit_webauthn                            in  404
socialaccount_login_cancelled                200
socialaccount_login_error                    in  401
socialaccount_signup                         302
accounts/social/login/cancelled/             in  301
accounts/social/login/error/                 in  301
accounts/social/signup/                      in  301
accounts/social/connections/                 in  301
openid_connect_login                         404
openid_connect_callback                      404
usersessions_list                            in  200
admin/password_change/                       in  302

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin:index                                  in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:login                                  in  403 403 403 403 403 403 403 403 403 403 403 403 403 403 302 403 in
admin:logout                                 in  302 302 302 302 302 302 302 302 302 302 302 302 302 302 405 302 in
admin:password_change                        in  302
admin:password_change_done                   in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:autocomplete                           in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  403 in  in
admin:jsi18n                                 in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:view_on_site                           in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  404 in  in
admin:agencies_area_changelist               in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_area_add                      in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  403 in  in
admin:agencies_area_history                  in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_area_delete                   in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  403 in  in
admin:agencies_area_change                   in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin/agencies/area/<path:object_id>/        in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  302 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin:agencies_reportingunit_changelist      in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_reportingunit_add             in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_reportingunit_history         in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_reportingunit_delete          in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  403 in  in
admin:agencies_reportingunit_change          in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin/agencies/reportingunit/<path:object_id>/ in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  302 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin:agencies_agency_changelist             in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_agency_add                    in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_agency_history                in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_agency_delete                 in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  403 in  in
admin:agencies_agency_change                 in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin/agencies/agency/<path:object_id>/      in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  302 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin:app_list                               in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin/(?P<url>.*)$                           in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  404 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
agencies:my_account                          in  200
agencies:people                              in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:person                              in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:rename_person                       in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:switch_off                          in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:switch_on                           in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:remove_second_factor                in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:add_membership                      in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:end_membership                      in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:teams                               in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:add_team                            in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:team                                in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:rename_team                         in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:close_team                          in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:reopen_team                         in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:invite                              in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:invitations                         in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:resend_invitation                   in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:withdraw_invitation                 in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:join                                200
agencies:confirmations                       in  403 403 200 403 403 403 200 403 403 403 403 403 403 403 403 403 in
agencies:roles                               in  403 403 403 403 403 403 403 403 403 403 403 403 200 200 403 403 in
agencies:audit                               in  403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 403 in
agencies:audit_download                      in  403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 403 in
agencies:refusals                            in  403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 403 in
agencies:demonstration_users                 200

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
cases:worklist                               in  200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 in
cases:nominals                               in  200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 in
cases:export                                 in  200 200 200 200 200 200 200 403 403 403 403 403 403 403 403 403 in
cases:search                                 in  200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 in
cases:found                                  in  302 302 302 302 302 302 302 302 302 302 403 403 403 403 403 403 in
cases:create                                 in  200 200 200 200 200 200 200 403 403 403 403 403 403 403 403 403 in
cases:create_matches                         in  302 302 302 302 302 302 302 403 403 403 403 403 403 403 403 403 in
cases:create_person                          in  302 302 302 302 302 302 302 403 403 403 403 403 403 403 403 403 in
cases:create_management                      in  302 302 302 302 302 302 302 403 403 403 403 403 403 403 403 403 in
cases:create_standing                        in  302 302 302 302 302 302 302 403 403 403 403 403 403 403 403 403 in
cases:create_check                           in  302 302 302 302 302 302 302 403 403 403 403 403 403 403 403 403 in
cases:nominal                                in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:timeline                               in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:audit                                  in  403 403 200 404 404 403 200 403 403 404 404 404 200 404 404 404 in
cases:changes                                in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:edit                                   in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_name                               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_name                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_name                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_address                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_address                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_address                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_whereabouts                        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_level                              in  200 200 200 404 404 200 200 200 403 404 404 404 404 404 404 404 in
cases:end_level                              in  200 200 200 404 404 200 200 200 403 404 404 404 404 404 404 404 in
cases:add_basis                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_responsibility                     in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_responsibility                     in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_order                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_event                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:law                                    in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:notification                           in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:risk                                   in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:people_and_places                      in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:add_offence                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_offence                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_offence                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:check_eligibility                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:check_eligibility_again                in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:confirm_eligibility                    in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:screenings                             in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:consider_category                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_category                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:access                                 in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:add_team                               in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:end_team                               in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:exclude_person                         in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:exclude_team                           in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:end_exclusion                          in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:restrict                               in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:end_restriction                        in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:imports                                in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:import_create                          in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:import                                 in  403 403 403 403 403 404 404 403 403 403 403 403 403 403 403 403 in
cases:import_progress                        in  403 403 403 403 403 404 404 403 403 403 403 403 403 403 403 403 in
cases:import_faults                          in  403 403 403 403 403 404 404 403 403 403 403 403 403 403 403 403 in
cases:law_lists                              in  200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 in
cases:download_lists                         in  200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 in
cases:bring_in_lists                         in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:check_lists_file                       in  403 403 403 403 403 302 302 403 403 403 403 403 403 403 403 403 in
cases:api_schema                             403 200
cases:api_nominals                           403 200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 403
cases:api_search                             403 405
cases:api_nominal                            403 200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 403
cases:api_categories                         403 200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 403
cases:api_levels                             403 200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 403
cases:api_whereabouts                        403 200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 403
cases:api_responsibilities                   403 200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 403
cases:api_orders                             403 200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 403
cases:api_events                             403 200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 403
cases:api_names                              403 200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 403
cases:api_addresses                          403 200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 403

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
reporting:choose                             in  403 403 403 403 403 200 200 200 403 403 200 200 403 403 403 403 in
reporting:tables                             in  403 403 403 403 403 200 200 200 403 403 200 200 403 403 403 403 in
reporting:cell                               in  403 403 403 403 403 200 200 200 403 403 403 403 403 403 403 403 in
reporting:check                              in  403 403 403 403 403 200 200 200 403 403 403 403 403 403 403 403 in
reporting:download                           in  403 403 403 403 403 200 200 200 403 403 200 200 403 403 403 403 in
reporting:api_tables                         403 403 403 403 403 403 200 200 200 403 403 200 200 403 403 403 403 403

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
styleguide                                   200
styleguide_page                              200

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
cases:add_particular                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_particular                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_particular                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_association                        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_association                        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_child                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_child                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_child                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
cases:record_assessment                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:correct_assessment                     in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:assess_again                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_assessment                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:record_rosh                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:correct_rosh                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_rosh                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:start_plan                             in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_summary                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_measure                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_measure                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:take_measure_out                       in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:plan_version                           in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:compare_plans                          in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:record_visit                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:correct_visit                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_visit                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:set_flag                               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_flag                               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_breach                             in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_breach                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_breach                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_recall                             in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_recall                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_recall                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:release                                in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_custody_date                       in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_custody_date                    in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:settle_custody_date                    in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_order                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_order                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_order_change                       in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_order_term                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_order_term                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_order_term                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_order_change                    in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:order                                  in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:order_of_term                          in  302 302 302 404 404 302 302 302 302 404 404 404 404 404 404 404 in
cases:referral_queue                         in  200 200 200 200 200 200 200 403 200 403 403 403 403 403 403 403 in
cases:referrals                              in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:start_referral                         in  302 302 302 404 404 200 200 403 200 404 404 404 404 404 404 404 in
cases:refer_urgently                         in  302 302 302 404 404 200 200 403 200 404 404 404 404 404 404 404 in
cases:referral                               in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:referral_section                       in  200 200 200 404 404 403 403 403 403 404 404 404 404 404 404 404 in
cases:check_referral                         in  200 200 200 404 404 403 403 403 403 404 404 404 404 404 404 404 in
cases:withdraw_referral                      in  200 200 200 404 404 403 403 403 403 404 404 404 404 404 404 404 in
cases:accept_referral                        in  403 403 403 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:return_referral                        in  403 403 403 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:decline_referral                       in  403 403 403 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:transfers                              in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:transfer_offer                         in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:accept_transfer                        in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:decline_transfer                       in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:offer_transfer                         in  403 403 403 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:transfer                               in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:withdraw_transfer                      in  403 403 403 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_stay                               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_stay                               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:documents                              in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:add_document                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_document                        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_document_version                   in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:withdraw_document                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:download_document                      in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:photo                                  in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:print                                  in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:print_view                             in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:print_pdf                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:files                                  in  200 200 200 200 200 200 200 403 403 403 403 403 403 403 403 403 in
cases:file                                   in  200 404 404 404 404 404 404 403 403 403 403 403 403 403 403 403 in
route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
cases:reviews                                in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:add_review                             in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:review                                 in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:answer_review                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:countersign_review                     in  403 403 200 404 404 403 403 403 403 404 404 404 404 404 404 404 in
cases:sample                                 in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:answer_prompt                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:ratify_level                           in  403 403 403 404 404 200 200 200 403 404 404 404 404 404 404 404 in
cases:practice                               in  200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 in
cases:limit                                  in  200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 in
cases:dip_samples                            in  403 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 in
cases:allocate_nominal                       in  403 403 200 404 404 403 403 403 403 404 404 404 404 404 404 404 in
cases:alerts                                 in  200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 in
cases:mark_all_alerts_read                   in  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
cases:email_choices                          in  200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 in
cases:open_alert                             in  302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in
cases:mark_alert_read                        in  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
cases:my_cases                               in  200 200 200 200 200 200 200 403 403 403 403 403 403 403 403 403 in
cases:caseloads                              in  403 403 302 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:caseload_of_team                       in  403 403 200 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:choose_people                          in  403 403 200 403 403 403 403 403 403 403 403 403 403 403 403 403 in
cases:review_allocation                      in  403 403 302 403 403 403 403 403 403 403 403 403 403 403 403 403 in
cases:caseload_of_manager                    in  403 403 200 403 403 200 200 403 403 403 403 403 403 403 403 403 in
route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
cases:follow_notification                    in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_notification_requirement           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_notification_requirement        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_notification_requirement           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_notification_requirement        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:notifications                          in  200 200 200 404 404 200 200 200 200 404 404 404 404 404 404 404 in
cases:add_notification                       in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_first_notification                 in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_periodic_notification              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_release_notification               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_address_notification               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_change_notification                in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_notification                    in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_notification                    in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_change_to_notify                   in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:withdraw_change_to_notify              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_journey                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_journey                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:notify_journey                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:notify_return                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_indefinite_review                  in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_indefinite_review               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:record_review_factors                  in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:decide_indefinite_review               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
"""

_POSTS = """
route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
stay_signed_in                               in  204
sign_out_everywhere                          in  302
account_login                                200 302
account_logout                               302
account_signup                               200 302
account_reauthenticate                       in  200
account_change_password                      in  200
account_set_password                         in  302
account_reset_password                       200
account_confirm_login_code                   302
account_reset_password_from_key              200
mfa_authenticate                             302
mfa_reauthenticate                           in  302
mfa_activate_totp                            in  200
mfa_generate_recovery_codes                  in  200
mfa_add_webauthn                             in  200
mfa_reauthenticate_webauthn                  in  302
socialaccount_signup                         302
usersessions_list                            in  302
admin/password_change/                       in  302

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin:index                                  in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:login                                  in  403 403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 in
admin:logout                                 in  302 302 302 302 302 302 302 302 302 302 302 302 302 302 200 302 in
admin:password_change                        in  302
admin:agencies_area_changelist               in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_area_history                  in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_area_change                   in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin/agencies/area/<path:object_id>/        in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  302 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin:agencies_reportingunit_changelist      in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_reportingunit_add             in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_reportingunit_history         in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_reportingunit_change          in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin/agencies/reportingunit/<path:object_id>/ in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  302 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin:agencies_agency_changelist             in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_agency_add                    in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_agency_history                in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in
admin:agencies_agency_change                 in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin/agencies/agency/<path:object_id>/      in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  302 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
admin:app_list                               in  in  in  in  in  in  in  in  in  in  in  in  in  in  in  200 in  in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
agencies:rename_person                       in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:switch_off                          in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:switch_on                           in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:remove_second_factor                in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:add_membership                      in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:end_membership                      in  403 403 403 403 403 403 403 403 403 403 403 403 403 302 403 403 in
agencies:add_team                            in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:rename_team                         in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:close_team                          in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:reopen_team                         in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:invite                              in  403 403 403 403 403 403 403 403 403 403 403 403 403 200 403 403 in
agencies:resend_invitation                   in  403 403 403 403 403 403 403 403 403 403 403 403 403 302 403 403 in
agencies:withdraw_invitation                 in  403 403 403 403 403 403 403 403 403 403 403 403 403 302 403 403 in
agencies:join                                200
agencies:confirmations                       in  403 403 200 403 403 403 200 403 403 403 403 403 403 403 403 403 in

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
cases:search                                 in  200 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403 in
cases:create                                 in  200 200 200 200 200 200 200 403 403 403 403 403 403 403 403 403 in
cases:create_person                          in  302 302 302 302 302 302 302 403 403 403 403 403 403 403 403 403 in
cases:create_management                      in  302 302 302 302 302 302 302 403 403 403 403 403 403 403 403 403 in
cases:create_standing                        in  302 302 302 302 302 302 302 403 403 403 403 403 403 403 403 403 in
cases:create_check                           in  302 302 302 302 302 302 302 403 403 403 403 403 403 403 403 403 in
cases:edit                                   in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_name                               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_name                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_name                            in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:add_address                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_address                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_address                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_whereabouts                        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_level                              in  200 200 200 404 404 200 200 200 403 404 404 404 404 404 404 404 in
cases:end_level                              in  200 200 200 404 404 200 200 200 403 404 404 404 404 404 404 404 in
cases:add_basis                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_responsibility                     in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_responsibility                     in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_order                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_event                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_offence                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_offence                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_offence                         in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:check_eligibility                      in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:check_eligibility_again                in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:confirm_eligibility                    in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:consider_category                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_category                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_team                               in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:end_team                               in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:exclude_person                         in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:exclude_team                           in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:end_exclusion                          in  403 403 403 404 404 403 302 403 403 404 404 404 404 404 404 404 in
cases:restrict                               in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:end_restriction                        in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:import_create                          in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:bring_in_lists                         in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:check_lists_file                       in  403 403 403 403 403 302 302 403 403 403 403 403 403 403 403 403 in
cases:api_search                             403 415 415 415 415 415 415 415 415 415 415 403 403 403 403 403 403 403

route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
cases:add_particular                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_particular                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_particular                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_association                        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_association                        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_child                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_child                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_child                              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
cases:record_assessment                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:correct_assessment                     in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:assess_again                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_assessment                      in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:record_rosh                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:correct_rosh                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_rosh                            in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:start_plan                             in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_summary                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_measure                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_measure                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:take_measure_out                       in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:record_visit                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:correct_visit                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_visit                           in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:set_flag                               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_flag                               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_breach                             in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_breach                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_breach                          in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:add_recall                             in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_recall                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_recall                          in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:release                                in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_custody_date                       in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_custody_date                    in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:settle_custody_date                    in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:change_order                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_order                           in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:add_order_change                       in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_order_term                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_order_term                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_order_term                      in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:remove_order_change                    in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:start_referral                         in  302 302 302 404 404 302 302 403 302 404 404 404 404 404 404 404 in
cases:refer_urgently                         in  302 302 302 404 404 200 200 403 200 404 404 404 404 404 404 404 in
cases:referral_section                       in  200 200 200 404 404 403 403 403 403 404 404 404 404 404 404 404 in
cases:check_referral                         in  200 200 200 404 404 403 403 403 403 404 404 404 404 404 404 404 in
cases:withdraw_referral                      in  302 302 302 404 404 403 403 403 403 404 404 404 404 404 404 404 in
cases:accept_referral                        in  403 403 403 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:return_referral                        in  403 403 403 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:decline_referral                       in  403 403 403 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:accept_transfer                        in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:decline_transfer                       in  403 403 403 403 403 200 200 403 403 403 403 403 403 403 403 403 in
cases:offer_transfer                         in  403 403 403 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:withdraw_transfer                      in  403 403 403 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_stay                               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_stay                               in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:add_document                           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_document                        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_document_version                   in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:withdraw_document                      in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:export                                 in  200 200 200 200 200 200 200 403 403 403 403 403 403 403 403 403 in
route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
cases:add_review                             in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:answer_review                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:countersign_review                     in  403 403 200 404 404 403 403 403 403 404 404 404 404 404 404 404 in
cases:sample                                 in  403 403 403 404 404 403 200 403 403 404 404 404 404 404 404 404 in
cases:answer_prompt                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:ratify_level                           in  403 403 403 404 404 200 200 200 403 404 404 404 404 404 404 404 in
cases:limit                                  in  403 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 in
cases:allocate_nominal                       in  403 403 200 404 404 403 403 403 403 404 404 404 404 404 404 404 in
cases:mark_all_alerts_read                   in  302 302 302 302 302 302 302 302 302 302 403 403 403 403 403 403 in
cases:email_choices                          in  302 302 302 302 302 302 302 302 302 302 403 403 403 403 403 403 in
cases:mark_alert_read                        in  302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in
cases:choose_people                          in  403 403 200 403 403 403 403 403 403 403 403 403 403 403 403 403 in
cases:review_allocation                      in  403 403 302 403 403 403 403 403 403 403 403 403 403 403 403 403 in
route                                        nob om  col sup str out adm coo cha pan vlo smb lay dpo sys roo lea off
cases:follow_notification                    in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:add_notification_requirement           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_notification_requirement        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:end_notification_requirement           in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_notification_requirement        in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_notification                       in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_first_notification                 in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_periodic_notification              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_release_notification               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_address_notification               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_change_notification                in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_notification                    in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:remove_notification                    in  302 302 302 404 404 302 302 403 403 404 404 404 404 404 404 404 in
cases:add_change_to_notify                   in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:withdraw_change_to_notify              in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_journey                            in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_journey                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:notify_journey                         in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:notify_return                          in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:add_indefinite_review                  in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:change_indefinite_review               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:record_review_factors                  in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
cases:decide_indefinite_review               in  200 200 200 404 404 200 200 403 403 404 404 404 404 404 404 404 in
"""


def _table(text: str) -> dict[str, Expectations]:
    """The rows by route. A row of one value says it of everybody; of two, of those signed out and of all others."""
    return {
        name: _row(name, tuple(cells)) for name, *cells in (line.split() for line in text.splitlines() if _is_row(line))
    }


def _is_row(line: str) -> bool:
    return bool(line.strip()) and line.split()[0] != "route"


def _row(name: str, cells: Expectations) -> Expectations:
    if len(cells) == 1:
        return cells * len(PERSONAS)
    if len(cells) == 2:
        return tuple(cells[0] if persona in ("anonymous", "inactive") else cells[1] for persona in PERSONAS)
    assert len(cells) == len(PERSONAS), f"{name} has {len(cells)} cells, not {len(PERSONAS)}"
    return cells


READS = _table(_READS)
POSTS = _table(_POSTS)

#: Views of ours that need leave no evidence, because they show nothing of any nominal.
NO_CASE_DATA: frozenset[str] = frozenset(
    {
        "unit",
        "healthz",
        "readyz",
        "stay_signed_in",
        "sign_out_everywhere",
        "mfa_remove_webauthn",
        "account_email",
        "socialaccount_connections",
        "agencies:my_account",
        "agencies:people",
        "agencies:person",
        "agencies:rename_person",
        "agencies:switch_off",
        "agencies:switch_on",
        "agencies:remove_second_factor",
        "agencies:add_membership",
        "agencies:end_membership",
        "agencies:teams",
        "agencies:add_team",
        "agencies:team",
        "agencies:rename_team",
        "agencies:close_team",
        "agencies:reopen_team",
        "agencies:invite",
        "agencies:invitations",
        "agencies:resend_invitation",
        "agencies:withdraw_invitation",
        "agencies:join",
        "agencies:confirmations",
        "agencies:roles",
        "agencies:demonstration_users",
        "cases:email_choices",
        "cases:search",
        "cases:create",
        "cases:create_person",
        "cases:create_management",
        "cases:create_standing",
        "cases:create_check",
        "cases:import_progress",
        "cases:law_lists",
        "cases:download_lists",
        "cases:bring_in_lists",
        "cases:check_lists_file",
        "cases:practice",
        "cases:limit",
        "reporting:choose",
        "styleguide",
        "styleguide_page",
    }
)
