//! The change log's types, clocks and merge rules
