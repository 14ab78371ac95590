//! The use cases: what a person can do, whatever face they do it through.
pub mod views;
