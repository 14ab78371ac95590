//! Colours on paper: the light theme's tokens.

/// Red, green and blue, 0 to 255.
pub(crate) type Colour = (u8, u8, u8);

/// Running text.
pub(crate) const TEXT: Colour = (0x1B, 0x1F, 0x1D);
/// Labels and what may stand back.
pub(crate) const SECONDARY: Colour = (0x59, 0x60, 0x5C);
/// Between rows.
pub(crate) const LINE: Colour = (0xDE, 0xDC, 0xD4);
/// Under headings, and amounts below zero in charts.
pub(crate) const CONTROL_EDGE: Colour = (0x8A, 0x8F, 0x88);
/// Bars.
pub(crate) const ACCENT: Colour = (0x0B, 0x6B, 0x50);
