//! A query's text in pieces: words, quoted phrases, exclusions.

/// One piece.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Without its minus and quotes, never blank.
    pub text: String,
    /// The whole piece was quoted.
    pub quoted: bool,
    /// It began with a minus.
    pub excluded: bool,
}

/// Splits at white space outside quotes. A quote without its partner quotes to the end.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (piece, after) = piece(rest);
        pieces.extend(piece);
        rest = after.trim_start();
    }
    pieces
}

fn piece(text: &str) -> (Option<Piece>, &str) {
    let (excluded, body) = match text.strip_prefix('-') {
        Some(body) if !body.is_empty() && !body.starts_with(char::is_whitespace) => (true, body),
        _ => (false, text),
    };
    let end = end_of_piece(body);
    let (raw, rest) = body.split_at(end);
    let text = raw.replace('"', "").trim().to_owned();
    let quoted = raw.starts_with('"');
    ((!text.is_empty()).then_some(Piece { text, quoted, excluded }), rest)
}

fn end_of_piece(text: &str) -> usize {
    let mut in_quotes = false;
    let end = text.char_indices().find(|(_, c)| {
        in_quotes ^= *c == '"';
        c.is_whitespace() && !in_quotes
    });
    end.map_or(text.len(), |(at, _)| at)
}
