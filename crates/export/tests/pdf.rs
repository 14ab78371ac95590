//! What is in a PDF, as other programs read it.
mod sample;

use export::{ExportError, Face, Fonts, pdf};
use jiff::civil::date;
use money::{Currency, Money};
use pdf::{Note, Options};
use sample::{FONTS, jpeg, poppler, report, text_of, write};

/// Commas between thousands, as the report writes amounts.
fn grouped(money: Money) -> String {
    let text = money.to_decimal_string();
    match text.len() {
        7.. if !text.starts_with('-') => {
            format!("{},{}", &text[..text.len() - 6], &text[text.len() - 6..])
        }
        8.. => format!("{},{}", &text[..text.len() - 6], &text[text.len() - 6..]),
        _ => text,
    }
}

fn all_rows_come_back(count: usize) {
    let report = report(count);
    let (document, path) = write(&report, Options::default(), &format!("rows-{count}.pdf"));
    let text = text_of(&path);
    let lines: Vec<_> = text.lines().collect();
    for row in &report.rows {
        let number = row.number.as_deref().expect("samples are numbered");
        let found: Vec<_> = lines.iter().filter(|line| line.contains(number)).collect();
        assert_eq!(found.len(), 1, "row {number} must stand in the table once");
        let date = row.date.expect("samples have dates").to_string();
        assert!(found[0].contains(&date), "{number} lost its date: {}", found[0]);
        let total = grouped(row.total.expect("samples have totals"));
        assert!(
            found[0].trim_end().ends_with(&total),
            "{number} must end in {total}: {}",
            found[0]
        );
    }
    let pages = poppler("pdfinfo", &[], &path);
    assert!(
        pages.contains(&format!("Pages:           {}", document.pages)),
        "the page count is that of the file: {pages}"
    );
    assert!(pages.contains("A4"), "pages are A4: {pages}");
}

#[test]
fn one_row_comes_back() {
    all_rows_come_back(1);
}

#[test]
fn forty_rows_come_back() {
    all_rows_come_back(40);
}

#[test]
fn two_thousand_rows_come_back() {
    all_rows_come_back(2_000);
}

#[test]
fn two_thousand_rows_take_seconds() {
    let report = report(2_000);
    let begun = std::time::Instant::now();
    let document = pdf::render(&report, Options::default(), &FONTS).expect("renders");
    let took = begun.elapsed();
    assert!(took.as_secs() < 10, "nobody waits longer for {} pages: {took:?}", document.pages);
}

#[test]
fn every_count_around_a_page_end_is_whole() {
    for count in 20..60 {
        let report = report(count);
        let (_, path) = write(&report, Options::default(), "page-end.pdf");
        let text = text_of(&path);
        let missing = report
            .rows
            .iter()
            .filter_map(|row| row.number.as_deref())
            .find(|number| !text.contains(*number));
        assert_eq!(missing, None, "a row fell off the page end with {count} rows");
    }
}

#[test]
fn each_page_has_its_heading_and_number() {
    let (document, path) = write(&report(200), Options::default(), "headings.pdf");
    let text = text_of(&path);
    let pages: Vec<_> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert_eq!(pages.len(), document.pages, "a page must not be empty");
    for (at, page) in pages.iter().enumerate() {
        let number = page.split_whitespace().collect::<String>();
        assert!(
            number.ends_with(&format!("{}/{}", at + 1, pages.len())),
            "page {} ends in its number: {page}",
            at + 1
        );
        assert!(at == 0 || page.contains("Merchant"), "page {} has the table's heading", at + 1);
    }
}

#[test]
fn malay_and_chinese_names_can_be_copied() {
    let (document, path) = write(&report(40), Options::default(), "names.pdf");
    let text = poppler("pdftotext", &["-raw"], &path).replace('\n', "");
    for name in
        ["Kedai Runcit Seri Murni", "海底捞火锅", "美珍香", "Café Å la Crème — Bangsar", "客户午餐"]
    {
        assert!(text.contains(name), "{name} must come back letter by letter");
    }
    assert_eq!(document.notes, [], "every character was drawn");
}

#[test]
fn fonts_are_embedded_and_cut_down() {
    let (document, path) = write(&report(40), Options::default(), "fonts.pdf");
    let fonts = poppler("pdffonts", &[], &path);
    let rows: Vec<_> = fonts.lines().skip(2).collect();
    assert!(rows.len() >= 3, "a regular, a bold and a Chinese face: {fonts}");
    for row in rows {
        assert!(row.contains("yes yes yes"), "embedded, subset, with a map to Unicode: {row}");
    }
    assert!(
        document.bytes.len() < 200_000,
        "a Chinese font is megabytes; {} bytes is no subset",
        document.bytes.len()
    );
}

#[test]
fn totals_stand_on_the_first_page() {
    let report = report(40);
    let (_, path) = write(&report, Options::default(), "totals.pdf");
    let first = poppler("pdftotext", &["-layout", "-l", "1"], &path);
    let totals = report.totals().expect("small sums");
    assert!(first.contains(&grouped(totals[0].all.total)), "the whole: {first}");
    for (category, sum) in &totals[0].by_category {
        assert!(first.contains(category.unwrap_or("Uncategorised")), "{category:?} has a line");
        assert!(first.contains(&grouped(sum.total)), "{category:?} comes to {}", sum.total);
    }
    for (month, sum) in &totals[0].by_month {
        let month = month.expect("samples have dates").to_string();
        assert!(
            first.contains(&month) && first.contains(&grouped(sum.total)),
            "{month} comes to {}",
            sum.total
        );
    }
    assert!(first.contains("2025-08-03 – 2026-11-"), "the range: {first}");
}

#[test]
fn several_currencies_stay_apart() {
    let mut report = report(30);
    for (at, row) in report.rows.iter_mut().enumerate() {
        let currency = ["MYR", "JPY", "KWD"][at % 3];
        let currency = Currency::from_code(currency).expect("listed");
        row.tax = None;
        row.total = Some(Money::from_minor(1_234_567, currency));
    }
    let (_, path) = write(&report, Options::default(), "currencies.pdf");
    let text = text_of(&path);
    for amount in ["MYR 12,345.67", "JPY 1,234,567", "KWD 1,234.567"] {
        assert_eq!(text.matches(amount).count(), 10, "{amount} in the table, with its currency");
    }
    assert!(
        text.contains("123,456.70") && text.contains("12,345,670") && text.contains("12,345.670"),
        "a sum for each: {text}"
    );
}

#[test]
fn the_largest_amounts_are_not_cut() {
    let mut report = report(3);
    report.rows[0].total = Some(Money::from_minor(-9_000_000_000_000_000_000, Currency::MYR));
    report.rows[1].total = None;
    report.rows[2].total = Some(Money::from_minor(9_000_000_000_000_000_000, Currency::MYR));
    let (_, path) = write(&report, Options::default(), "largest.pdf");
    let text = text_of(&path);
    assert!(
        text.contains("-90,000,000,000,000,000.00") && text.contains(" 90,000,000,000,000,000.00"),
        "{text}"
    );
}

#[test]
fn sums_that_do_not_fit_are_refused() {
    let mut report = report(2);
    for row in &mut report.rows {
        row.total = Some(Money::from_minor(i64::MAX, Currency::MYR));
    }
    let refused = pdf::render(&report, Options::default(), &FONTS);
    assert!(matches!(refused, Err(ExportError::Totals(_))), "a wrapped sum would be a lie");
}

#[test]
fn no_rows_are_refused() {
    assert!(
        matches!(pdf::render(&report(0), Options::default(), &FONTS), Err(ExportError::Empty)),
        "an empty file helps nobody"
    );
}

#[test]
fn rows_with_nothing_known_still_stand() {
    let mut report = report(2);
    report.rows[1] = export::Row { number: Some("R99999".to_owned()), ..export::Row::default() };
    let (_, path) = write(&report, Options::default(), "unknown.pdf");
    let text = text_of(&path);
    let line = text.lines().find(|line| line.contains("R99999")).expect("the row is there");
    assert_eq!(line.matches('–').count(), 2, "no merchant and no total: {line}");
}

#[test]
fn a_machine_without_chinese_fonts_says_so() {
    let latin = Fonts { regular: FONTS.regular[..1].to_vec(), bold: Vec::new() };
    let document =
        pdf::render(&report(40), Options::default(), &latin).expect("it renders all the same");
    let [Note::MissingCharacters { count, chinese: true }] = document.notes[..] else {
        panic!("one note: {:?}", document.notes)
    };
    assert!(count > 10, "each missing character counts: {count}");
}

#[test]
fn a_machine_without_fonts_is_an_error() {
    let refused = pdf::render(&report(1), Options::default(), &Fonts::default());
    assert!(matches!(refused, Err(ExportError::NoFont)), "text needs a font");
}

#[test]
fn hostile_text_is_only_text() {
    let mut report = report(1);
    report.title = "A) Tj ET (\\ \u{0}\u{202e}title".to_owned();
    report.rows[0].merchant = Some("a\u{0}b\r\n(c) <d> \u{feff}\u{1F600} e".to_owned());
    report.rows[0].note = "x".repeat(100_000);
    let (_, path) = write(&report, Options::default(), "hostile.pdf");
    let text = text_of(&path);
    assert!(text.contains("A) Tj ET (\\ title"), "controls of the page language are drawn: {text}");
    assert!(text.contains("(c) <d>"), "{text}");
}

#[test]
fn pictures_stand_behind_the_table() {
    let small = jpeg();
    let mut report = report(12);
    for row in &mut report.rows {
        row.thumbnail = Some(small.clone());
    }
    report.rows[3].thumbnail = Some(b"\x89PNG no JPEG".to_vec());
    report.rows[4].thumbnail = None;
    let (document, path) = write(&report, Options { thumbnails: true }, "pictures.pdf");
    assert_eq!(
        document.notes,
        [Note::PicturesLeftOut { count: 1 }],
        "what is no JPEG is left out and told"
    );
    let images = poppler("pdfimages", &["-list"], &path);
    assert_eq!(
        images.lines().filter(|line| line.contains("jpeg")).count(),
        10,
        "their bytes are kept as they are: {images}"
    );
    let without = pdf::render(&report, Options::default(), &FONTS).expect("renders");
    assert!(
        without.notes.is_empty() && without.bytes.len() < document.bytes.len(),
        "pictures are an option"
    );
}

#[test]
fn months_far_apart_do_not_fill_the_chart() {
    let mut report = report(4);
    report.rows[0].date = Some(date(1901, 1, 1));
    report.rows[1].date = Some(date(9999, 12, 31));
    report.rows[2].date = None;
    let (document, path) = write(&report, Options::default(), "far.pdf");
    assert_eq!(document.pages, 1, "a wrong date must not make thousands of columns");
    assert!(text_of(&path).contains("No date"), "an undated receipt has its line");
}

#[test]
fn equal_reports_give_equal_files() {
    let [one, other] =
        [0; 2].map(|_| pdf::render(&report(40), Options::default(), &FONTS).expect("renders"));
    assert_eq!(one, other, "nothing random or timed may go into a file");
}

#[test]
fn the_file_claims_no_standard_it_does_not_follow() {
    let (_, path) = write(&report(1), Options::default(), "claims.pdf");
    let facts = poppler("pdfinfo", &[], &path);
    assert!(facts.contains("PDF version:     1.7") && !facts.contains("PDF/X"), "{facts}");
    assert!(
        facts.contains("Title:           Receipts")
            && facts.contains("Nov 22")
            && facts.contains("2026"),
        "{facts}"
    );
}

#[test]
fn every_kind_of_chinese_font_file_works() {
    let found = installed_chinese();
    assert!(
        !found.is_empty(),
        "a package with a Chinese font is needed: fonts-noto-cjk, fonts-droid-fallback or fonts-wqy-zenhei"
    );
    for (name, face) in found {
        let fonts = Fonts { regular: vec![FONTS.regular[0].clone(), face], bold: Vec::new() };
        let document = pdf::render(&report(8), Options::default(), &fonts).expect("renders");
        assert_eq!(document.notes, [], "{name} has every character of the samples");
        let path =
            std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
        std::fs::write(&path, &document.bytes).expect("the test folder can be written");
        let text = poppler("pdftotext", &["-raw"], &path).replace('\n', "");
        assert!(text.contains("海底捞火锅（吉隆坡）有限公司"), "{name}: {text}");
        assert!(
            document.bytes.len() < 100_000,
            "{name} was cut down: {} bytes",
            document.bytes.len()
        );
    }
}

/// A CFF collection, a TrueType file and a TrueType collection, as far as they are installed.
fn installed_chinese() -> Vec<(&'static str, Face)> {
    let files = [
        ("noto", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
        ("droid", "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", 0),
        ("wqy", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    ];
    let read =
        |(name, path, index)| std::fs::read(path).ok().map(|bytes| (name, Face { bytes, index }));
    files.into_iter().filter_map(read).collect()
}
