//! PDF files written by the tests themselves, word for word.
#![allow(dead_code)] // Each test program uses its own part.

/// What stands on an invoice, label and amount apart.
pub const INVOICE: [&str; 9] = [
    "HARBOUR KITCHEN SDN BHD",
    "201901000005 (1312525-A)",
    "12 Market Street, 10200 Penang",
    "TAX INVOICE",
    "Invoice No: HK-2044\tDate: 12/03/2026",
    "Nasi Lemak\t18.90",
    "Teh Tarik\t4.50",
    "TOTAL RM\t23.40",
    "CASH\t23.40",
];

/// Another seller's.
pub const PARKING: [&str; 8] = [
    "SUNWAY PARKING SDN BHD",
    "200301000777 (777777-X)",
    "3 Jalan Lagoon, 46150 Petaling Jaya",
    "RECEIPT",
    "Receipt No: P-991\tDate: 14/03/2026",
    "Parking 3 hours\t9.00",
    "TOTAL RM\t9.00",
    "CARD\t9.00",
];

/// The password of [`locked`].
pub const PASSWORD: &str = "lengkuas";

/// [`INVOICE`] as `pypdf` locks it, with AES of 256 bits.
pub fn locked() -> Vec<u8> {
    include_bytes!("../fixtures/locked.pdf").to_vec()
}

/// A page a text, as a shop's program prints it.
pub fn printed(pages: &[&[&str]]) -> Vec<u8> {
    let contents = pages.iter().map(|lines| stream("", text(lines, "0 Tr 0 g").as_bytes()));
    file(contents.collect(), "[0 0 420 595]", &[])
}

/// A page whose words cannot be seen: `3 Tr` is print without ink, `1 g` white ink.
pub fn unseen(lines: &[&str], how: &str) -> Vec<u8> {
    file(vec![stream("", text(lines, how).as_bytes())], "[0 0 420 595]", &[])
}

/// A page that is one picture, a JPEG of this size.
pub fn scanned(jpeg: &[u8], (width, height): (u32, u32)) -> Vec<u8> {
    let (wide, high) = (width / 2, height / 2);
    let paint = format!("q {wide} 0 0 {high} 0 0 cm /I Do Q");
    let header = format!(
        "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode "
    );
    let contents = vec![stream("", paint.as_bytes())];
    file(contents, &format!("[0 0 {wide} {high}]"), &stream(&header, jpeg))
}

/// A page that says it is larger than a country.
pub fn huge() -> Vec<u8> {
    file(vec![stream("", text(&INVOICE, "0 Tr").as_bytes())], "[0 0 900000000 900000000]", &[])
}

/// A picture of 3,600 million pixels in a few bytes.
pub fn bomb() -> Vec<u8> {
    let header = "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /RunLengthDecode ";
    let paint = b"q 400 0 0 400 0 0 cm /I Do Q";
    let runs = [[129, 7].repeat(1 << 16), vec![128]].concat();
    file(vec![stream("", paint)], "[0 0 420 595]", &stream(header, &runs))
}

/// So many empty pages.
pub fn pages(count: usize) -> Vec<u8> {
    file(vec![stream("", b""); count], "[0 0 420 595]", &[])
}

/// Lines from the top, what follows a tab in a column to the right.
fn text(lines: &[&str], how: &str) -> String {
    let mut text = format!("BT /F 12 Tf {how}\n");
    for (row, line) in lines.iter().enumerate() {
        for (part, x) in line.split('\t').zip([40, 300]) {
            let part = part.replace('\\', r"\\").replace('(', r"\(").replace(')', r"\)");
            text.push_str(&format!("1 0 0 1 {x} {} Tm ({part}) Tj\n", 540 - 22 * row));
        }
    }
    text + "ET"
}

fn stream(header: &str, bytes: &[u8]) -> Vec<u8> {
    let start = format!("<< {header}/Length {} >>\nstream\n", bytes.len());
    [start.as_bytes(), bytes, b"\nendstream"].concat()
}

/// The file of these contents, a page each; `image` is the picture they paint.
fn file(contents: Vec<Vec<u8>>, size: &str, image: &[u8]) -> Vec<u8> {
    let first = 5;
    let kids: Vec<String> =
        (0..contents.len()).map(|at| format!("{} 0 R", first + 2 * at)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
        if image.is_empty() { b"null".to_vec() } else { image.to_vec() },
    ];
    for (at, content) in contents.into_iter().enumerate() {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox {size} /Contents {} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>",
            first + 2 * at + 1
        );
        objects.extend([page.into_bytes(), content]);
    }
    with_table(&objects)
}

fn with_table(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let end = format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    [bytes, table.into_bytes(), end.into_bytes()].concat()
}
