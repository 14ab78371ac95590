//! The vault's key hierarchy and its header file
