//! Totals by category and by month
