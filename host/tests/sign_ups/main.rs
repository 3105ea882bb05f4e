//! The receiver of sign-ups as a process: on SQLite and on PostgreSQL, killed, cut off, and lied to.
#![allow(clippy::panic, reason = "what helps a test fails as the test does")]

mod backup;
mod commands;
mod erase;
mod inert;
mod load;
mod outbox;
mod postgres;
mod proxy;
mod rights;
mod service;
mod smtp;
mod take;
mod tls;
mod webhook;

/// A test of its own for each database: `sqlite::NAME` and `postgres::NAME`.
macro_rules! on_both {
    ($($name:path as $test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test]
            fn $test() {
                $name(&crate::service::Place::sqlite());
            })+
        }
        mod postgres_server {
            $(#[test]
            fn $test() {
                $name(&crate::service::Place::postgres());
            })+
        }
    };
}

on_both! {
    crate::take::a_submission_is_kept_and_answered as a_submission_is_kept_and_answered,
    crate::take::a_repetition_is_the_same_submission as a_repetition_is_the_same_submission,
    crate::take::a_double_click_is_one_submission as a_double_click_is_one_submission,
    crate::take::a_lost_answer_comes_again as a_lost_answer_comes_again,
    crate::take::a_token_is_good_for_one as a_token_is_good_for_one,
    crate::take::mistakes_are_named as mistakes_are_named,
    crate::take::what_was_taken_is_finished as what_was_taken_is_finished,
    crate::outbox::nobody_floods_a_mailbox as nobody_floods_a_mailbox,
    crate::outbox::everybody_is_told_once as everybody_is_told_once,
    crate::outbox::a_server_that_is_down_is_tried_again as a_server_that_is_down_is_tried_again,
    crate::outbox::a_death_in_the_middle_loses_nothing as a_death_in_the_middle_loses_nothing,
    crate::outbox::a_server_that_takes_its_time_gets_one_copy as a_server_that_takes_its_time_gets_one_copy,
    crate::outbox::a_chat_that_hangs_holds_up_no_mail as a_chat_that_hangs_holds_up_no_mail,
    crate::outbox::an_address_in_quotation_marks_gets_its_mail as an_address_in_quotation_marks_gets_its_mail,
    crate::outbox::what_is_always_refused_waits_for_a_word as what_is_always_refused_waits_for_a_word,
    crate::outbox::a_chat_that_wants_to_be_left_alone_is as a_chat_that_wants_to_be_left_alone_is,
    crate::outbox::a_chat_that_wants_to_be_left_alone_is_not_asked_for_each_message
        as a_chat_that_wants_to_be_left_alone_is_not_asked_for_each_message,
    crate::outbox::a_chat_that_has_moved_is_named as a_chat_that_has_moved_is_named,
    crate::outbox::a_sender_that_is_locked_out_loses_no_letter as a_sender_that_is_locked_out_loses_no_letter,
    crate::load::every_receipt_is_in_the_database_once as every_receipt_is_in_the_database_once,
    crate::inert::payloads_come_back_inert as payloads_come_back_inert,
    crate::commands::a_reader_that_has_had_enough_is_no_mistake as a_reader_that_has_had_enough_is_no_mistake,
    crate::commands::what_cannot_be_read_is_named as what_cannot_be_read_is_named,
    crate::backup::a_backup_is_made_or_its_program_named as a_backup_is_made_or_its_program_named,
    crate::commands::a_number_is_found_as_it_is_typed as a_number_is_found_as_it_is_typed,
    crate::commands::an_empty_list_says_why as an_empty_list_says_why,
    crate::commands::an_export_is_of_one_moment as an_export_is_of_one_moment,
    crate::erase::deleted_bytes_are_gone as deleted_bytes_are_gone,
    crate::erase::a_deletion_is_finished_by_the_next_one as a_deletion_is_finished_by_the_next_one,
    crate::erase::old_ones_are_purged as old_ones_are_purged,
}
