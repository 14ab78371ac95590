//! The desktop shell: commands, state, windows, menu, events.
