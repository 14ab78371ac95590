//! The reader process: its wire, its pool and its program
