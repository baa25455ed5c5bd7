/// HTTP to the letter: what the edge must do with raw bytes, one test over real sockets for each rule.
///
/// `conformance/rows.txt` numbers the rules; this table says which test shows each, here or in the package that is
/// named, and [RowsTest] that none is missing. A case is an example of its rule: the neighbours that tell servers
/// apart stand beside it. Every fault is followed by a canary on the same connection, which must be neither answered
/// nor forwarded ([Wire]).
///
/// Where the rules leave a choice, we refuse: a folded line in an answer costs the answer (24), a repeated length is
/// never reduced to one (46), a chunk of 2 GiB is a fault (55), and a version above 1.1 gets 505 instead of being
/// treated as 1.1 (8): no client sends such things honestly. `OPTIONS *` is answered here in either spelling, as
/// many clubs share the server that it asks about (17). A client may nominate its own `Authorization` or `Cookie`
/// and lose it, as RFC 9110 §7.6.1 demands; what the gateway adds cannot be nominated away (70). A WebSocket may be
/// idle for as long as it likes, so that no timeout of 116 applies; that the system asks for clients that have
/// vanished is tested with the forwarder's own. Versions in which HTTP/2 clients are spoken to
/// (49, 79, 91) come with HTTP/2.
///
/// | Row | Class (…`SocketTest`) | Test, or why there is none |
/// |---|---|---|
/// | 1   | RequestLine          | octets_beyond_ascii_pass_as_they_came |
/// | 2   | RequestLine          | a_bare_cr_is_refused |
/// | 2   | Chunks               | a_line_end_in_a_body_is_cr_and_lf |
/// | 3   | RequestLine          | a_line_that_ends_in_lf_alone_is_refused |
/// | 4   | RequestLine          | an_empty_line_before_a_request_is_ignored |
/// | 4   | RequestLine          | an_empty_line_behind_a_request_does_not_hurry_the_next_one |
/// | 4   | RequestLine          | nothing_else_may_stand_before_a_request |
/// | 4   | RequestLine          | empty_lines_without_end_close_the_connection |
/// | 5   | RequestLine          | white_space_between_the_first_line_and_the_first_field_is_refused |
/// | 6   | RequestLine          | what_is_no_request_is_refused_and_others_are_served |
/// | 6   | RequestLine          | tls_on_the_clear_port_is_refused_at_its_first_byte |
/// | 7   | RequestLine          | both_sides_are_spoken_to_in_our_own_version |
/// | 8   | RequestLine          | a_version_that_is_none_is_refused |
/// | 8   | RequestLine          | a_version_that_we_do_not_speak_is_answered_in_one_that_we_do |
/// | 9   | RequestLine          | a_request_line_is_not_corrected |
/// | 10  | RequestLine          | a_target_of_eight_thousand_octets_is_served |
/// | 10  | RequestLine          | a_target_that_is_too_long_is_answered_with_414 |
/// | 10  | RequestLine          | a_method_that_is_too_long_is_not_implemented |
/// | 11  | Target               | a_request_without_host_is_refused |
/// | 12  | Target               | a_second_host_is_refused_even_an_equal_one |
/// | 13  | Target               | a_host_that_is_none_is_refused_for_every_form_of_target |
/// | 14  | Target               | an_absolute_target_decides_whatever_host_says |
/// | 14  | Target               | an_absolute_target_without_a_path_asks_for_the_root |
/// | 14  | Target               | a_client_of_http_1_0_may_say_its_host_in_its_target_alone |
/// | 15  | Target               | an_authority_or_scheme_that_is_not_ours_is_refused |
/// | 16  | Target               | connect_is_not_offered |
/// | 17  | Target               | an_asterisk_is_for_options_alone |
/// | 17  | Target               | options_for_the_server_as_a_whole_is_answered_here |
/// | 17  | Target               | options_for_a_resource_goes_on |
/// | 18  | Target               | a_target_that_servers_read_differently_is_refused |
/// | 18  | Target               | any_other_target_reaches_the_upstream_to_the_octet |
/// | 19  | RequestLine          | nothing_is_done_before_the_head_is_whole |
/// | 20  | RequestLine          | the_deadline_of_a_head_does_not_move_with_each_byte |
/// | 21  | FieldSyntax          | white_space_before_a_colon_is_refused |
/// | 22  | AnswerSyntax         | white_space_before_a_colon_does_not_reach_the_client |
/// | 23  | FieldSyntax          | a_folded_line_is_refused |
/// | 23  | FieldSyntax          | a_folded_host_is_refused |
/// | 24  | AnswerSyntax         | a_folded_line_costs_the_answer |
/// | 25  | FieldSyntax          | a_control_in_a_value_is_refused |
/// | 25  | admin.RequestFaults  | what_the_contract_cannot_say_is_named_as_well |
/// | 25  | AnswerSyntax         | a_field_that_is_none_costs_the_answer |
/// | 26  | FieldSyntax          | a_field_name_that_is_no_token_is_refused |
/// | 27  | FieldSyntax          | fields_that_nobody_knows_pass_both_ways |
/// | 28  | FieldSyntax          | lines_of_one_name_keep_their_order_and_are_not_joined |
/// | 29  | FieldSyntax          | a_head_that_is_too_large_is_refused |
/// | 29  | FieldSyntax          | a_head_of_allowed_size_is_served |
/// | 30  | FieldSyntax          | white_space_around_a_value_is_no_part_of_it |
/// | 31  | FieldSyntax          | empty_members_of_a_list_are_skipped |
/// | 31  | FieldSyntax          | empty_members_of_a_list_do_not_hide_a_coding |
/// | 32  | FieldSyntax          | a_second_line_of_a_field_that_has_one_value_passes_as_it_came |
/// | 33  | AnswerSyntax         | an_answer_without_date_is_given_one |
/// | 33  | AnswerSyntax         | the_date_of_an_answer_is_its_own_affair |
/// | 34  | AnswerSyntax         | a_status_line_keeps_its_space_when_the_reason_is_empty |
/// | 35  | AnswerSyntax         | a_status_that_nobody_knows_passes |
/// | 35  | AnswerSyntax         | a_status_line_that_is_none_costs_the_answer |
/// | 36  | AnswerFraming        | no_message_has_a_length_and_a_coding |
/// | 37  | RequestFraming       | a_length_beside_a_transfer_coding_is_refused |
/// | 38  | RequestFraming       | a_length_beside_a_transfer_coding_is_refused |
/// | 39  | RequestFraming       | a_coding_other_than_chunked_alone_is_refused |
/// | 40  | RequestFraming       | a_coding_that_nobody_knows_is_not_implemented |
/// | 41  | RequestFraming       | chunked_is_applied_once |
/// | 42  | RequestFraming       | a_transfer_coding_from_before_http_1_1_is_refused |
/// | 42  | AnswerFraming        | an_old_answer_is_held_to_the_same |
/// | 43  | AnswerFraming        | a_client_of_http_1_0_is_sent_no_transfer_coding |
/// | 44  | AnswerFraming        | a_204_is_bare_whatever_the_upstream_says |
/// | 44  | AnswerFraming        | a_205_is_framed_like_any_answer |
/// | 45  | RequestFraming       | a_length_that_is_none_is_refused |
/// | 46  | RequestFraming       | a_second_length_is_refused_even_an_equal_one |
/// | 47  | AnswerFraming        | an_answer_that_can_end_in_two_places_is_none |
/// | 48  | AnswerFraming        | an_answer_that_can_end_in_two_places_is_none |
/// | 49  | AnswerFraming        | an_answer_cut_short_never_looks_complete |
/// | 49  | AnswerFraming        | a_chunk_that_is_none_leaves_the_answer_unfinished |
/// | 50  | RequestFraming       | a_body_that_its_client_ends_too_early_is_never_complete_upstream |
/// | 51  | AnswerFraming        | bytes_behind_an_answer_are_nobodys_answer |
/// | 52  | AnswerFraming        | bytes_on_an_idle_connection_close_it |
/// | 53  | AnswerFraming        | the_answer_to_head_ends_at_its_empty_line |
/// | 53  | AnswerFraming        | a_304_ends_at_its_empty_line_and_keeps_its_length |
/// | 54  | AnswerFraming        | a_204_is_bare_whatever_the_upstream_says |
/// | 55  | RequestFraming       | the_longest_length_that_can_be_counted_is_streamed |
/// | 55  | Chunks               | a_size_beyond_all_counting_is_refused |
/// | 56  | Chunks               | a_chunked_body_may_be_cut_anywhere |
/// | 56  | Chunks               | a_size_is_hex_in_either_case_with_any_zeros_before |
/// | 57  | Chunks               | a_size_that_is_none_is_refused |
/// | 58  | Chunks               | data_ends_where_its_size_says |
/// | 59  | Chunks               | a_line_end_in_a_body_is_cr_and_lf |
/// | 60  | Chunks               | what_goes_on_is_chunked_anew |
/// | 61  | Chunks               | an_extension_is_passed_over |
/// | 61  | Chunks               | an_extension_that_is_none_is_refused |
/// | 61  | Chunks               | a_quote_in_an_extension_does_not_reach_beyond_its_line |
/// | 61  | Chunks               | an_extension_without_end_is_refused |
/// | 62  | Trailers             | trailers_go_on_as_trailers_and_those_that_could_do_harm_do_not |
/// | 62  | Trailers             | a_trailer_that_is_no_field_is_refused |
/// | 62  | Trailers             | trailers_are_as_limited_as_a_head |
/// | 63  | Trailers             | trailers_of_an_answer_reach_the_client_but_for_those_that_could_do_harm |
/// | 63  | Trailers             | willingness_to_receive_trailers_is_not_handed_on |
/// | 64  | RequestFraming       | content_goes_on_with_every_method |
/// | 65  | RequestFraming       | an_answer_before_the_body_is_readable_by_a_client_that_sends_it_all |
/// | 66  | RequestFraming       | a_body_behind_a_head_that_we_answer_ourselves_is_never_read_as_requests |
/// | 67  | Connections          | nominated_fields_of_a_request_stay_behind |
/// | 68  | Connections          | nominated_fields_of_an_answer_stay_behind |
/// | 69  | Connections          | fields_of_a_connection_stay_behind_unasked |
/// | 67  | Connections          | a_message_nominates_no_more_fields_than_any_needs |
/// | 70  | Connections          | a_client_cannot_have_our_own_fields_taken_away |
/// | 71  | Connections          | nothing_is_served_after_the_last_request |
/// | 72  | proxy.LongStreams    | a_request_that_is_being_served_when_the_node_stops_is_served_to_its_end |
/// | 72  | proxy.LameDuck       | every_answer_is_the_last_on_its_connection_and_newcomers_are_served |
/// | 73  | Connections          | an_upstream_that_closes_is_believed_and_the_client_not_told |
/// | 74  | Connections          | nothing_is_served_after_the_last_request |
/// | 74  | Connections          | an_upstream_of_http_1_0_is_asked_once_on_each_connection |
/// | 75  | Connections          | a_slow_answer_holds_back_those_behind_it |
/// | 76  | proxy.UpstreamFaults | a_write_whose_idle_connection_had_closed_is_not_sent_again |
/// | 76  | proxy.UpstreamFaults | a_server_that_closes_without_an_answer_is_asked_only_once |
/// | 76  | proxy.UpstreamFaults | a_safe_request_whose_idle_connection_had_closed_is_sent_again |
/// | 77  | Connections          | a_refusal_is_readable_by_a_client_that_still_sends |
/// | 78  | Connections          | a_gateway_that_leads_to_itself_says_so |
/// | 79  | Forwarding           | via_tells_in_which_version_the_client_spoke |
/// | 80  | Forwarding           | our_via_comes_last |
/// | 81  | Forwarding           | an_answer_says_nothing_of_where_it_came_from |
/// | 82  | Forwarding           | options_is_counted_down |
/// | 82  | Forwarding           | options_that_may_go_no_further_is_answered_here |
/// | 82  | Forwarding           | options_that_may_go_no_further_asks_for_a_sound_host |
/// | 82  | Forwarding           | a_count_that_is_none_is_refused |
/// | 83  | Forwarding           | no_count_is_made_up |
/// | 84  | Forwarding           | trace_is_not_offered_and_shows_nobody_a_secret |
/// | 85  | Target               | any_other_target_reaches_the_upstream_to_the_octet |
/// | 85  | proxy.Fields         | a_denied_path_never_reaches_the_upstream_however_it_is_spelt |
/// | 86  | Forwarding           | no_field_of_a_client_but_host_leads_anywhere |
/// | 87  | none                 | the gateway changes no content: it never compresses and never rewrites |
/// | 88  | proxy.Bodies         | an_expectation_reaches_the_upstream_before_the_body_is_sent |
/// | 88  | InterimAnswers       | a_refusal_of_an_expectation_reaches_the_client_before_any_body |
/// | 89  | InterimAnswers       | a_client_of_http_1_0_gets_the_final_answer_alone |
/// | 90  | InterimAnswers       | a_body_that_comes_with_its_expectation_gets_one_100_and_one_answer |
/// | 90  | Forwarding           | fields_for_the_upstream_reach_it_as_they_came |
/// | 91  | InterimAnswers       | interim_answers_do_not_part_a_request_from_its_answer |
/// | 91  | InterimAnswers       | a_client_of_http_1_0_gets_the_final_answer_alone |
/// | 92  | InterimAnswers       | a_switch_that_nobody_asked_for_costs_the_answer_and_not_the_client |
/// | 92  | InterimAnswers       | a_switch_to_another_protocol_than_asked_for_costs_the_answer |
/// | 93  | InterimAnswers       | after_an_upgrade_that_was_answered_with_200_requests_are_requests |
/// | 94  | InterimAnswers       | only_a_websocket_is_ever_asked_for |
/// | 94  | InterimAnswers       | an_upgrade_from_http_1_0_is_ignored |
/// | 95  | InterimAnswers       | a_100_comes_before_a_101 |
/// | 96  | Forwarding           | fields_for_the_upstream_reach_it_as_they_came |
/// | 96  | Forwarding           | an_answer_reaches_the_client_as_it_came |
/// | 97  | Forwarding           | an_answer_reaches_the_client_as_it_came |
/// | 98  | Target               | connect_is_not_offered |
/// | 98  | admin.Operations     | without_a_token_the_api_asks_for_one |
/// | 99  | Forwarding           | an_answer_reaches_the_client_as_it_came |
/// | 100 | proxy.OwnAnswers     | an_answer_to_head_has_no_body |
/// | 101 | Forwarding           | credentials_for_a_proxy_stay_with_it |
/// | 102 | none                 | needs TLS, where a connection is opened for a host |
/// | 103 | WebSockets           | what_an_upstream_sent_before_it_left_arrives_whole |
/// | 104 | AnswerSyntax         | a_field_that_is_broken_but_harmless_passes_as_it_came |
/// | 104 | AnswerSyntax         | a_cookie_of_three_kilobytes_passes |
/// | 105 | Forwarded            | our_element_is_appended_to_a_trusted_peers |
/// | 106 | proxy.PeerTest       | an_address_of_ipv6_is_bracketed_and_quoted |
/// | 107 | Forwarded            | nothing_is_believed_of_a_peer_that_is_no_trusted_proxy |
/// | 107 | Forwarded            | no_mark_in_a_name_hides_it_from_us_and_not_from_php |
/// | 107 | Forwarded            | every_spelling_of_a_forged_address_is_replaced_by_one |
/// | 108 | Forwarded            | a_long_value_of_a_trusted_peer_is_read_like_a_short_one |
/// | 108 | Forwarded            | a_malformed_element_is_not_believed_in_part |
/// | 109 | Forwarded            | the_client_is_the_rightmost_address_that_is_no_trusted_proxy |
/// | 110 | WebSockets           | the_handshake_passes_untouched_and_without_extensions_of_ours |
/// | 111 | WebSockets           | the_upstream_says_which_versions_it_speaks |
/// | 112 | WebSockets           | bytes_pass_as_they_are_in_both_directions |
/// | 113 | WebSockets           | bytes_pass_as_they_are_in_both_directions |
/// | 114 | WebSockets           | a_handshake_is_known_in_every_spelling |
/// | 115 | proxy.LongStreams    | a_tunnel_loses_no_byte_in_either_direction_however_early_it_comes |
/// | 115 | WebSockets           | what_a_client_sends_before_a_refused_upgrade_is_dropped_with_its_connection |
/// | 116 | WebSockets           | a_client_that_leaves_ends_the_upstreams_side |
/// | 116 | WebSockets           | an_upstream_that_leaves_ends_the_clients_side |
/// | 116 | WebSockets           | a_node_that_stops_closes_with_1001 |
/// | 117 | WebSockets           | the_origin_of_a_page_reaches_the_upstream_that_has_to_judge_it |
package com.openflyers.gateway.conformance;
