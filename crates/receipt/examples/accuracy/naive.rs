//! The floor: what ten lines of code find.
use page::OcrPage;

/// The first line that has letters.
pub fn merchant(page: &OcrPage) -> Option<String> {
    let text = page.text();
    let named = |line: &&str| line.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    text.lines().find(named).map(str::to_owned)
}

/// The first `12/03/2018`, the day first.
pub fn date(page: &OcrPage) -> Option<String> {
    let text = page.text();
    text.split_whitespace().find_map(|word| {
        let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
        let [day, month, year] = parts.as_slice() else { return None };
        let number = |text: &str| text.parse::<u32>().ok();
        let (day, month, year) = (number(day)?, number(month)?, number(year)?);
        let year = if year < 100 { 2000 + year } else { year };
        ((1..=31).contains(&day) && (1..=12).contains(&month) && (1990..2040).contains(&year))
            .then(|| format!("{year:04}-{month:02}-{day:02}"))
    })
}

/// The last amount on the last line that says `total`, in hundredths.
pub fn total(page: &OcrPage) -> Option<i64> {
    let text = page.text().to_lowercase();
    text.lines().filter(|line| line.contains("total")).filter_map(amount).next_back()
}

fn amount(line: &str) -> Option<i64> {
    line.split_whitespace().filter_map(cents).next_back()
}

fn cents(word: &str) -> Option<i64> {
    let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit()).replace(',', "");
    let (whole, fraction) = digits.split_once('.')?;
    let plain = fraction.len() == 2 && fraction.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| Some(whole.parse::<i64>().ok()? * 100 + fraction.parse::<i64>().ok()?))?
}
