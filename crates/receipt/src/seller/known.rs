//! Sellers that most people meet, to mend a misread name by.

/// As they print themselves, without the legal form.
const CHAINS: &str = include_str!("../../../../assets/reading/chains.txt");

fn names() -> impl Iterator<Item = &'static str> {
    CHAINS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Shorter names are too easily found in others.
const SHORTEST: usize = 5;

/// The chain that a name begins with, as it prints itself.
pub(super) fn chain(name: &str) -> Option<&'static str> {
    let plain = |text: &str| text.to_uppercase().replace(['-', '.'], " ");
    let name = plain(name);
    let begins = |chain: &&str| {
        name.strip_prefix(plain(chain).as_str())
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    names().filter(begins).max_by_key(|chain| chain.len())
}

/// The name with its beginning as the seller prints it, where only misread
/// characters part the two.
pub(super) fn mend(name: &str) -> Option<String> {
    let found = names().find_map(|known| {
        let wanted = shape(known);
        if wanted.len() < SHORTEST {
            return None;
        }
        let (used, rest) = beginning(name, wanted.len())?;
        // Initials such as `MR. D.I.Y.` are told by their points.
        let pointed = |text: &str| text.matches('.').count() >= 3;
        let reach = (wanted.len() / 8).max(usize::from(pointed(known) && pointed(name)));
        (strsim::levenshtein(&used, &wanted) <= reach).then(|| format!("{known} {rest}"))
    });
    found.map(|name| name.trim().to_owned())
}

/// The shapes of the first words until they are as long as wanted, and the words behind.
fn beginning(name: &str, length: usize) -> Option<(String, String)> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut used = String::new();
    for (at, word) in words.iter().enumerate() {
        used.push_str(&shape(word));
        if used.len() + 1 >= length {
            return (used.len() <= length + 1).then(|| (used, words[at + 1..].join(" ")));
        }
    }
    None
}

/// Letters and digits by how they look: what a recogniser confuses is one.
fn shape(text: &str) -> String {
    let looks = |c: char| {
        Some(match c.to_ascii_lowercase() {
            'o' | '0' | 'd' | 'q' => 'o',
            'i' | 'l' | '1' | 't' | '|' | '!' | '7' | 'j' => 'i',
            'y' | 'v' | '¥' | '%' => 'y',
            's' | '5' | '$' => 's',
            'b' | '8' => 'b',
            'g' | '9' => 'g',
            c if c.is_ascii_alphanumeric() => c,
            _ => return None,
        })
    };
    text.chars().filter_map(looks).collect()
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn misread_beginnings_are_mended_and_branches_kept() {
        assert_eq!(
            mend("MR O.1.¥. (KULIM) SDN BHD").as_deref(),
            Some("MR. D.I.Y. (KULIM) SDN BHD"),
            "dots, one and yen sign are how it is misread"
        );
        assert_eq!(
            mend("9S SPEED MART S/B").as_deref(),
            Some("99 SPEED MART S/B"),
            "one slip in a long name"
        );
    }

    #[test]
    fn other_sellers_keep_their_names() {
        for name in [
            "Kedai Kopi Ah Seng",
            "SPEEDY AUTO",
            "MR BEAN CAFE",
            "A",
            "",
            "GIANTS OF STEEL",
            "SUNWAY VELOCITY",
        ] {
            assert_eq!(mend(name), None, "{name} is nobody we know");
        }
    }
}
