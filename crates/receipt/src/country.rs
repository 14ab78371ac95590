//! Where a receipt is from, by what is printed on it.
use crate::{label, readings::Readings, sheet::Sheet};
use money::Currency;

/// How a country writes; each weight is in votes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Evidence {
    pub malaysia: f32,
    pub singapore: f32,
    pub united_states: f32,
    pub europe: f32,
    pub britain: f32,
    /// A currency mark stood beside an amount.
    pub mark: Option<Currency>,
}

const MALAYSIA: &[&str] = &[
    "sdn",
    "bhd",
    "jalan",
    "jln",
    "taman",
    "selangor",
    "johor",
    "kuala",
    "lumpur",
    "malaysia",
    "penang",
    "pinang",
    "perak",
    "melaka",
    "sabah",
    "sarawak",
    "kedah",
    "pahang",
    "kelantan",
    "terengganu",
    "putrajaya",
    "lorong",
    "bandar",
    "gst",
    "sst",
    "terima",
    "petaling",
    "persiaran",
    "seksyen",
];
const UNITED_STATES: &[&str] = &[
    "tip", "gratuity", "server", "guests", "guest", "check", "ave", "blvd", "suite", "hwy",
    "salestax", "zip",
];
const STATES: &str = " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ";
const EUROPE: &[&str] = &[
    "mwst",
    "ust",
    "gmbh",
    "summe",
    "bargeld",
    "uhr",
    "strasse",
    "straße",
    "datum",
    "beleg",
    "eur",
    "euro",
    "ust-id",
    "steuernummer",
    "kundenbeleg",
    "netto",
    "brutto",
    "danke",
    "einkauf",
    "rechnung",
];
const BRITAIN: &[&str] = &["gbp", "london", "uk"];

impl Evidence {
    /// The evidence of all readings: what one missed another saw.
    pub fn of(readings: &Readings) -> Self {
        let each = readings.sheets.iter().map(Self::of_sheet);
        each.reduce(Self::stronger).unwrap_or_else(|| Self::of_sheet(&Sheet::default()))
    }

    fn stronger(self, other: Self) -> Self {
        Self {
            malaysia: self.malaysia.max(other.malaysia),
            singapore: self.singapore.max(other.singapore),
            united_states: self.united_states.max(other.united_states),
            europe: self.europe.max(other.europe),
            britain: self.britain.max(other.britain),
            mark: self.mark.or(other.mark),
        }
    }

    fn of_sheet(sheet: &Sheet) -> Self {
        let count = |wanted: &[&str]| {
            sheet
                .lines
                .iter()
                .flat_map(|l| &l.label)
                .filter(|w| wanted.contains(&w.as_str()))
                .count() as f32
        };
        let marks = |marks: &[&str]| {
            sheet.lines.iter().map(|line| marked(&line.words, marks)).sum::<usize>() as f32
        };
        let (ringgit, dollar, euro, pound, sing) = (
            marks(&["RM", "MYR"]),
            marks(&["$", "USD", "US$"]),
            marks(&["€", "EUR"]),
            marks(&["£", "GBP"]),
            marks(&["S$", "SGD"]),
        );
        let places = sheet.lines.iter().filter(|l| state_and_zip(&l.text)).count() as f32;
        let phones = sheet.lines.iter().filter(|l| american_phone(&l.text)).count() as f32;
        let mark = [
            (ringgit, Currency::MYR),
            (sing, Currency::SGD),
            (euro, Currency::EUR),
            (dollar, Currency::USD),
        ];
        let malaysia = count(MALAYSIA) + ringgit * 2.0;
        let europe = count(EUROPE) + euro * 2.0 + decimal_commas(sheet);
        // A plain `tax` is American where nothing else is said.
        let plain_tax = if malaysia + europe < 2.0 { count(&["tax"]).min(2.0) * 0.6 } else { 0.0 };
        Self {
            malaysia,
            singapore: count(&["singapore", "pte"]) * 2.0 + sing * 2.0,
            united_states: count(UNITED_STATES) * 0.7
                + dollar.min(3.0) * 0.7
                + places * 3.0
                + phones.min(2.0) * 1.5
                + plain_tax,
            europe,
            britain: count(BRITAIN) + pound * 3.0,
            mark: mark
                .into_iter()
                .filter(|(n, _)| *n > 0.0)
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, c)| c),
        }
    }

    /// The likeliest currency and how sure that is, 0 to 1.
    pub fn currency(&self, usual: Option<Currency>) -> Option<(Currency, f32)> {
        let pound = Currency::from_code("GBP").unwrap_or(Currency::EUR);
        let mut votes = [
            (Currency::MYR, self.malaysia),
            (Currency::SGD, self.singapore),
            (Currency::USD, self.united_states),
            (Currency::EUR, self.europe),
            (pound, self.britain),
        ];
        for (currency, weight) in &mut votes {
            *weight += if Some(*currency) == usual { 0.9 } else { 0.0 };
        }
        let all: f32 = votes.iter().map(|(_, weight)| weight).sum();
        let (currency, weight) = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        if weight <= 0.0 {
            return usual.map(|currency| (currency, 0.4));
        }
        Some((currency, (weight / (all + 0.3)).clamp(0.3, 0.99)))
    }

    /// Votes for the month standing first, positive, or the day, negative.
    pub fn month_first(&self, usual: Option<Currency>) -> f32 {
        let usual = match usual {
            Some(Currency::USD) => 0.5,
            Some(_) => -0.5,
            None => 0.0,
        };
        self.united_states - self.malaysia - self.singapore - self.europe - self.britain + usual
    }
}

/// How many of a line's amounts have one of the marks before them: a lone mark is a smudge.
fn marked(words: &[page::Word], marks: &[&str]) -> usize {
    let starts = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let holds = |at: &usize| {
        let text = words[*at].text.trim_start_matches(['-', '(', ':', '=', '+']);
        let rest = marks.iter().find_map(|mark| text.strip_prefix(mark));
        rest.is_some_and(|rest| {
            let bare = rest.trim_start_matches(['.', ':', ')', '-', ' ']);
            let next = words.get(at + 1).is_some_and(|next| starts(&next.text));
            starts(bare) || bare.is_empty() && next
        })
    };
    (0..words.len()).filter(holds).count()
}

/// Amounts with a decimal comma, less those with a point.
fn decimal_commas(sheet: &Sheet) -> f32 {
    let prices = || {
        sheet
            .lines
            .iter()
            .flat_map(|l| l.amounts.iter().map(move |a| (l, a)))
            .filter(|(_, a)| a.is_price())
    };
    let all = prices().count();
    let commas = prices()
        .filter(|(line, amount)| {
            line.words[amount.first..=amount.last].iter().any(|w| w.text.contains(','))
        })
        .count();
    if all >= 3 && commas * 3 > all * 2 { 2.0 } else { 0.0 }
}

/// `Yonkers, NY`
pub(crate) fn ends_in_state(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '-'));
    let Some((_, last)) = text.rsplit_once([',', '.']) else {
        return false;
    };
    let last = last.trim();
    last.len() == 2 && STATES.contains(&format!(" {last} ")) || last == "Calif"
}

/// `Everett WA 98201`
pub(crate) fn state_and_zip(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',', '.']).filter(|w| !w.is_empty()).collect();
    words.windows(2).any(|pair| {
        let state =
            pair[0].len() == 2 && STATES.contains(&format!(" {} ", pair[0].to_ascii_uppercase()));
        let zip = pair[1].split('-').next().unwrap_or("");
        state && zip.len() == 5 && zip.bytes().all(|b| b.is_ascii_digit())
    })
}

/// `(201) 840-8428`, `425-252-3525`, `425.252.3525`
fn american_phone(text: &str) -> bool {
    let groups: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let shaped = groups
        .windows(3)
        .any(|g| g[0].len() == 3 && g[1].len() == 3 && g[2].len() == 4 && !g[0].starts_with('0'));
    shaped
        && !label::says(
            &text.to_lowercase().split(' ').map(str::to_owned).collect::<Vec<_>>(),
            &["gst", "id"],
        )
}
