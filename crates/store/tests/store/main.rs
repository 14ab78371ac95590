//! The store on real encrypted files; one module a table or promise.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]
mod attachment;
mod attachment_page;
mod bench;
mod category;
mod copy;
mod device;
mod duplicate;
mod exchange;
mod flips;
mod job;
mod merchant_clue;
mod portable;
mod power;
mod purge;
mod reading;
mod receipt;
mod receipt_item;
mod receipt_list;
mod receipt_page;
mod search;
mod setting;
mod thumbnail;
mod undo;
mod vault;
mod watched_file;
mod witness;
