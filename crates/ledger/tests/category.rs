//! The starting categories and the first guess.
use ledger::Category;

#[test]
fn every_key_leads_back_and_has_words() {
    let catalogue = include_str!("../../../assets/i18n/en.json");
    for category in Category::ALL {
        assert_eq!(
            Category::from_key(category.key()),
            Some(category),
            "a stored key must find its category"
        );
        assert!(
            catalogue.contains(&format!("\"category.{}\"", category.key())),
            "{} has no English name",
            category.key()
        );
    }
    assert_eq!(Category::from_key("Groceries"), None, "keys are exact");
}

#[test]
fn sellers_tell_their_trade() {
    for (seller, category) in [
        ("KLINIK SERI INDAH", Category::Health),
        ("PETRONAS BANGSAR", Category::Fuel),
        ("Restoran Nasi Lemak Kak Ti", Category::Dining),
        ("PASARAYA MURAH SDN BHD", Category::Groceries),
        ("Kedai Buku Cahaya", Category::Books),
        ("BOOK CAFE KOPI", Category::Books),
        ("TASKA CERIA", Category::Education),
        ("Elektro Digital World", Category::Electronics),
        ("Grand Hotel Ipoh", Category::Travel),
        ("ACE HARDWARE SDN BHD", Category::Household),
    ] {
        assert_eq!(Category::guess(seller, &[]), Some(category), "{seller}");
    }
    assert_eq!(Category::guess("Lim & Sons", &[]), None, "no guess is better than a wild one");
    assert_eq!(Category::guess("", &[]), None, "nothing tells nothing");
}

#[test]
fn goods_tell_where_the_seller_does_not() {
    assert_eq!(
        Category::guess("Lim & Sons", &["Nasi Goreng", "Teh Tarik", "Bag"]),
        Some(Category::Dining),
        "two of three are dishes"
    );
    assert_eq!(Category::guess("Lim & Sons", &["Nasi Goreng"]), None, "one line is too little");
}
