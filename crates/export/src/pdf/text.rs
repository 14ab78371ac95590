//! Breaking text into lines that fit.
use super::{Typefaces, Weight};

/// What stands for text that was cut off.
const ELLIPSIS: char = '…';

/// Text as it can be drawn on one line: no controls, plain spaces, nothing invisible.
pub(crate) fn printable(text: &str) -> String {
    let visible = text.chars().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'));
    visible.map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect()
}

/// Whether a line may be broken before and after this character.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Lines no wider than `width` points and no more than `most`; the last one
/// ends in an ellipsis when text was left over. Empty text gives no line.
pub(crate) fn wrap(
    faces: &Typefaces<'_>,
    weight: Weight,
    size: f32,
    text: &str,
    width: f32,
    most: usize,
) -> Vec<String> {
    let text = printable(text);
    let mut rest = text.trim();
    let mut lines = Vec::new();
    while !rest.is_empty() {
        if lines.len() + 1 == most {
            lines.push(ellipsize(faces, weight, size, rest, width));
            break;
        }
        let end = line_end(faces, weight, size, rest, width);
        lines.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    lines
}

/// The text, cut to `width` points with an ellipsis if it is wider.
pub(crate) fn ellipsize(
    faces: &Typefaces<'_>,
    weight: Weight,
    size: f32,
    text: &str,
    width: f32,
) -> String {
    let text = printable(text);
    if faces.measure(weight, size, &text) <= width {
        return text;
    }
    let room = width - faces.advance(weight, size, ELLIPSIS);
    let mut kept = text[..fitting(faces, weight, size, &text, room)].trim_end().to_owned();
    kept.push(ELLIPSIS);
    kept
}

/// Where the first line ends: at the last chance before the width, or in the
/// middle of a word that is wider than a line.
fn line_end(faces: &Typefaces<'_>, weight: Weight, size: f32, text: &str, width: f32) -> usize {
    let fits = fitting(faces, weight, size, text, width);
    if fits == text.len() {
        return fits;
    }
    let chance = chances(text).take_while(|chance| *chance <= fits).last();
    let first = text.chars().next().map_or(0, char::len_utf8);
    chance.unwrap_or(fits).max(first)
}

/// Bytes of the longest beginning that fits.
fn fitting(faces: &Typefaces<'_>, weight: Weight, size: f32, text: &str, width: f32) -> usize {
    let mut used = 0.0;
    for (at, c) in text.char_indices() {
        used += faces.advance(weight, size, c);
        // A hair more than the width is rounding; a space at the end takes no room.
        if used > width + 0.01 && c != ' ' {
            return at;
        }
    }
    text.len()
}

/// Byte positions where a line may end.
fn chances(text: &str) -> impl Iterator<Item = usize> + '_ {
    let pairs = text.char_indices().zip(text.chars().skip(1));
    pairs.filter(|((_, c), next)| may_break(*c, *next)).map(|((at, c), _)| at + c.len_utf8())
}

fn may_break(c: char, next: char) -> bool {
    let closing = matches!(
        next,
        '，' | '。' | '、' | '）' | '」' | '：' | '；' | '！' | '？' | ',' | '.' | ')'
    );
    c == ' ' || c == '/' || c == '-' || (!closing && (is_ideograph(c) || is_ideograph(next)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fonts;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    const SIZE: f32 = 8.5;

    fn faces() -> Typefaces<'static> {
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        Typefaces::new(FONTS.get_or_init(Fonts::installed)).expect("a font is installed")
    }

    #[test]
    fn words_go_to_the_next_line_whole() {
        let faces = faces();
        let lines = wrap(&faces, Weight::Regular, SIZE, "Kedai Runcit Seri Murni", 50.0, 9);
        assert!(lines.len() > 1, "50 points are too few for one line");
        assert_eq!(lines.join(" "), "Kedai Runcit Seri Murni", "no word may be cut");
    }

    #[test]
    fn chinese_breaks_between_characters() {
        let faces = faces();
        let lines = wrap(&faces, Weight::Regular, SIZE, "海底捞火锅有限公司吉隆坡分店", 40.0, 9);
        assert!(lines.len() > 1 && lines.concat() == "海底捞火锅有限公司吉隆坡分店", "{lines:?}");
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let faces = faces();
        let lines = wrap(&faces, Weight::Regular, SIZE, &"Perniagaan ".repeat(40), 90.0, 3);
        assert_eq!(lines.len(), 3, "three lines were allowed");
        assert!(lines[2].ends_with(ELLIPSIS), "a reader must see that there is more");
    }

    #[test]
    fn what_cannot_be_drawn_is_not() {
        assert_eq!(
            printable("a\u{0}b\tc\u{200B}d\u{A0}e\n"),
            "a b cd e ",
            "controls and joiners have no picture"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_line_is_wider_than_allowed(text in "[ -~é店公司]{0,120}", width in 20.0_f32..200.0) {
            let faces = faces();
            for line in wrap(&faces, Weight::Regular, SIZE, &text, width, 4) {
                prop_assert!(faces.measure(Weight::Regular, SIZE, &line) <= width + 0.02, "{line:?} would overlap its neighbour");
            }
        }

        #[test]
        fn nothing_is_lost_while_there_are_lines(text in "[ -~é店公司]{0,120}", width in 20.0_f32..200.0) {
            let faces = faces();
            let lines = wrap(&faces, Weight::Regular, SIZE, &text, width, usize::MAX);
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text), "wrapping only moves spaces");
        }
    }
}
