/// The client area's tests, through the edge, on a real PostgreSQL and with real mail.
///
/// Security is a list of rules with numbers (after OWASP ASVS 5.0 and NIST SP 800-63B); this table says which test
/// shows each, and [AccountRowsTest] that none is missing. A type without a dot is a `…SocketTest` of this package.
///
/// | rule | type | test, or why there is none |
/// |---|---|---|
/// | 1 | Passwords | fifteen_characters_are_enough_and_fourteen_are_not |
/// | 2 | Passwords | a_long_password_counts_to_its_last_character_and_one_that_is_too_long_is_refused |
/// | 3 | Passwords | no_kind_of_character_is_asked_for_or_refused |
/// | 4 | Passwords | a_password_is_what_was_typed_but_for_its_unicode_form |
/// | 5 | Passwords | a_common_password_is_refused_at_sign_up_at_change_and_at_reset |
/// | 6 | Passwords | a_password_about_its_owner_or_about_us_is_refused |
/// | 7 | Passwords | changing_needs_the_former_password_and_a_wrong_one_counts |
/// | 8 | Passwords | a_password_manager_finds_its_way |
/// | 9 | none | there is no rotation and no flag that asks for one: nothing to test |
/// | 10 | Passwords | a_password_is_stored_as_a_salted_slow_hash_with_its_cost |
/// | 10 | Passwords | a_hash_of_another_cost_is_made_anew_at_the_next_login |
/// | 11 | none | there are no hints and no secret questions: no field of any form or table |
/// | 12 | Passwords | there_is_no_account_that_nobody_made |
/// | 13 | LoginLimits | who_guesses_from_one_place_is_slowed_and_the_owner_elsewhere_is_not |
/// | 13 | LoginLimits | one_place_that_tries_many_accounts_is_slowed |
/// | 14 | LoginLimits | after_a_hundred_wrong_ones_in_a_row_only_the_way_by_mail_is_left |
/// | 15 | LoginLimits | limits_hold_at_every_node |
/// | 16 | LoginLimits | a_place_cannot_call_itself_another |
/// | 17 | LoginLimits | fifty_at_once_count_fifty |
/// | 18 | LoginLimits | a_login_that_fails_says_the_same_whether_there_is_such_an_account |
/// | 18 | LoginLimits | a_login_that_fails_hashes_whether_there_is_such_an_account |
/// | 19 | account.SignUpJourneyTest | a_second_sign_up_with_a_clubs_address_offers_to_join_that_club |
/// | 19 | account.SignUpJourneyTest | one_click_of_a_treasurer_lets_no_stranger_into_her_club |
/// | 20 | LoginLimits | asking_for_a_new_password_says_the_same_whether_the_address_is_known |
/// | 21 | LoginLimits | twenty_questions_for_one_account_are_three_mails_and_twenty_times_the_same_answer |
/// | 22 | Links | a_link_is_random_kept_as_a_hash_and_opens_once |
/// | 23 | Links | a_link_is_good_for_an_hour |
/// | 24 | Links | a_new_link_kills_the_former_one |
/// | 24 | Links | a_change_of_the_password_kills_the_links |
/// | 24 | Addresses | a_change_of_an_address_kills_the_links |
/// | 25 | Links | a_link_begins_with_the_configured_origin_whatever_the_request_says |
/// | 26 | Links | a_link_is_not_passed_on_and_following_it_uses_nothing_up |
/// | 27 | Links | asking_for_a_link_changes_nothing |
/// | 28 | none | there is no second factor yet |
/// | 29 | Links | after_a_reset_nobody_is_logged_in_and_everybody_is_told |
/// | 30 | LoginLimits | twenty_questions_for_one_account_are_three_mails_and_twenty_times_the_same_answer |
/// | 31 | Links | what_is_no_address_is_refused_beside_its_field |
/// | 31 | Links | a_line_break_in_a_name_reaches_no_mail |
/// | 32 | Links | who_signs_up_with_somebody_elses_address_has_nothing_once_the_owner_does |
/// | 32 | Addresses | the_clubs_address_counts_only_once_its_own_link_has_been_followed |
/// | 33 | Addresses | a_change_of_an_address_needs_the_password_and_is_told_to_the_former_one |
/// | 34 | Addresses | a_change_of_an_address_needs_the_password_and_is_told_to_the_former_one |
/// | 35 | none | the contract of the admin API has no operation that sets a password |
/// | 36 | Sessions | ten_thousand_numbers_are_ten_thousand_and_have_nothing_in_common |
/// | 37 | Sessions | logging_in_gives_a_new_number_and_the_old_one_is_nobodys |
/// | 38 | Sessions | the_registry_keeps_no_number_that_opens_anything |
/// | 39 | Sessions | a_session_ends_when_it_is_not_used_and_in_any_case |
/// | 39 | Sessions | being_used_keeps_a_session |
/// | 40 | Sessions | who_logs_out_is_out_at_every_node |
/// | 41 | Sessions | closing_an_account_ends_its_sessions |
/// | 42 | Sessions | a_change_of_the_password_ends_the_other_sessions_and_they_are_listed |
/// | 42 | Sessions | the_other_sessions_can_be_ended_from_the_record |
/// | 43 | Sessions | the_cookie_is_for_this_host_and_for_no_script_and_stands_nowhere_else |
/// | 44 | Sessions | the_cookie_is_for_this_host_and_for_no_script_and_stands_nowhere_else |
/// | 45 | Sessions | the_cookie_is_for_this_host_and_for_no_script_and_stands_nowhere_else |
/// | 46 | Forms | a_form_without_the_browsers_own_token_is_refused |
/// | 46 | Forms | a_form_of_another_origin_is_refused |
/// | 46 | Forms | a_browser_that_names_no_origin_is_known_by_its_token |
/// | 47 | Forms | what_is_no_form_is_refused |
/// | 47 | admin.RequestFaultsSocketTest | a_body_of_another_type_is_415 |
/// | 48 | Forms | asking_for_a_page_changes_nothing_whatever_else_is_said |
/// | 49 | Forms | no_other_origin_is_let_read_anything |
/// | 50 | Forms | every_page_protects_itself_and_is_kept_by_nobody |
/// | 51 | Forms | every_page_protects_itself_and_is_kept_by_nobody |
/// | 52 | Forms | after_logging_in_one_stays_here |
/// | 53 | admin.TokenVerifierTest | a_changed_payload_is_refused |
/// | 53 | admin.TokenVerifierTest | a_token_without_its_signature_is_refused |
/// | 54 | admin.TokenVerifierTest | an_algorithm_that_is_not_on_the_list_is_refused |
/// | 54 | admin.TokenVerifierTest | an_hmac_under_the_rsa_public_key_is_refused |
/// | 54 | admin.TokenVerifierTest | an_elliptic_signature_of_zeros_is_refused |
/// | 55 | admin.TokenVerifierTest | a_key_that_the_token_brings_along_is_neither_used_nor_fetched |
/// | 55 | admin.TokenVerifierTest | a_key_identifier_selects_nothing |
/// | 56 | admin.TokenClaimsTest | a_token_holds_from_its_first_to_its_last_second_and_half_a_minute_around |
/// | 56 | admin.TokenClaimsTest | a_date_is_a_whole_number_of_seconds |
/// | 57 | admin.TokenClaimsTest | a_token_made_for_another_purpose_is_refused |
/// | 57 | admin.TokenClaimsTest | the_audience_may_be_one_of_several |
/// | 58 | admin.TokenVerifierTest | an_extension_that_must_be_understood_is_refused |
/// | 58 | admin.TokenVerifierTest | a_member_named_twice_is_refused |
/// | 58 | admin.TokenVerifierTest | the_parts_are_base64url_in_its_only_form |
/// | 58 | admin.TokenVerifierTest | an_encrypted_token_is_refused |
/// | 59 | admin.TokenVerifierTest | the_tokens_of_a_removed_key_are_refused |
/// | 59 | admin.TokenVerifierTest | a_subject_on_the_deny_list_is_refused_at_once |
/// | 59 | admin.OperationsSocketTest | a_token_of_16_kib_is_turned_away_at_once |
/// | 60 | Ownership | what_is_one_clubs_is_not_there_for_another |
/// | 61 | conformance.ForwardedSocketTest | every_spelling_of_a_forged_address_is_replaced_by_one |
/// | 62 | none | needs HTTP/2, which comes later; the rules of HTTP/1.1 are in the package conformance |
/// | 63 | none | the client area has no WebSocket |
/// | 64 | Forms | nothing_of_operations_is_here |
/// | 65 | AuthEvents | logins_are_logged_and_no_secret_is_and_a_name_stays_on_its_line |
/// | 66 | Outage | while_the_registry_is_away_nobody_gets_in_and_nothing_is_half_done |
/// | 67 | Forms | nonsense_is_a_fault_of_the_form_and_never_of_ours |
/// | 67 | Forms | a_form_of_a_megabyte_is_turned_away |
/// | 68 | account.SignUpJourneyTest | two_who_follow_one_link_at_once_make_one_account_and_one_space |
/// | 68 | Reservations | the_same_wish_again_within_minutes_mails_nothing_new_and_kills_nothing |
/// | 68 | account.SignUpJourneyTest | fifty_who_want_one_name_at_once_are_one_account |
/// | 68 | Links | of_two_who_use_one_link_at_once_one_succeeds |
package com.openflyers.gateway.account;
