//! Report values to CSV and PDF bytes
