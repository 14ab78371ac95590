//! Sellers that most people meet, to mend a misread name by.

/// As they print themselves, without the legal form.
const NAMES: &[&str] = &[
    "99 SPEED MART",
    "MR. D.I.Y.",
    "AEON CO.",
    "AEON BIG",
    "TESCO STORES",
    "GIANT",
    "MYDIN",
    "ECONSAVE",
    "KK SUPERMART",
    "JAYA GROCER",
    "VILLAGE GROCER",
    "7-ELEVEN",
    "FAMILYMART",
    "MYNEWS",
    "POPULAR BOOK",
    "MPH BOOKSTORES",
    "GUARDIAN HEALTH AND BEAUTY",
    "WATSON'S PERSONAL CARE",
    "CARING PHARMACY",
    "PETRONAS",
    "CALTEX",
    "BHPETROL",
    "SENHENG",
    "HARVEY NORMAN",
    "COURTS",
    "DAISO",
    "PARKSON",
    "UNIQLO",
    "DECATHLON",
    "PADINI",
    "MCDONALD'S",
    "BURGER KING",
    "SUBWAY",
    "STARBUCKS",
    "SECRET RECIPE",
    "OLDTOWN WHITE COFFEE",
    "DOMINO'S PIZZA",
    "PIZZA HUT",
    "NANDO'S",
    "KENNY ROGERS ROASTERS",
    "GARDENIA BAKERIES",
    "TEALIVE",
    "SUSHI KING",
    "MARRYBROWN",
    "WALMART",
    "COSTCO WHOLESALE",
    "WALGREENS",
    "WHOLE FOODS MARKET",
    "TRADER JOE'S",
    "SAFEWAY",
    "TARGET",
    "HOME DEPOT",
    "TACO BELL",
    "PANDA EXPRESS",
    "FIVE GUYS",
    "CHIPOTLE MEXICAN GRILL",
    "OLIVE GARDEN",
    "APPLEBEE'S",
    "CHILI'S GRILL & BAR",
    "IN-N-OUT BURGER",
    "DUNKIN' DONUTS",
    "PANERA BREAD",
    "WENDY'S",
    "HORNBACH",
    "MARKTKAUF",
    "MEDIA MARKT",
    "KAUFLAND",
    "ROSSMANN",
    "NETTO MARKEN-DISCOUNT",
    "SATURN",
];

/// The name with its beginning as the seller prints it, where only misread
/// characters part the two.
pub(super) fn mend(name: &str) -> Option<String> {
    let found = NAMES.iter().find_map(|known| {
        let wanted = shape(known);
        let (used, rest) = beginning(name, wanted.len())?;
        let reach = wanted.len() / 8;
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
