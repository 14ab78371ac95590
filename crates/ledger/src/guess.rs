//! A first category from plain words in names.
use crate::{Category, merchant};
use Category::{
    Books, Clothing, Dining, Education, Electronics, Fuel, Groceries, Health, Household, Sports,
    Transport, Travel, Utilities,
};

/// Kinds of shop and large chains, most telling first: `book cafe` is a bookshop,
/// and `petrol mart` sells petrol. Words are matched whole, `*` ends a stem.
const SELLERS: &[(Category, &str)] = &[
    (
        Fuel,
        "petrol petronas petron shell caltex bhp bhpetrol esso mobil chevron exxon aral tankstelle fuel gasoline minyak filling",
    ),
    (
        Health,
        "klinik clinic pharmac* farmasi apotheke drugstore dental dentist pergigian hospital medical medi* guardian watsons caring optic* optometr* optik poliklinik physio* walgreens cvs",
    ),
    (
        Books,
        "book* buku stationer* pustaka popular mph kinokuniya newsagent magazine press alattulis",
    ),
    (
        Education,
        "school sekolah academy akademi universit* kolej college tuition tuisyen tadika taska kindergarten montessori institut*",
    ),
    (Sports, "sport* decathlon gym fitness futsal badminton golf bowling swim* yoga cycling"),
    (
        Electronics,
        "electronic* elektronik computer* komputer digital telefon handphone mobile saturn mediamarkt senheng harvey gadget camera* audio lighting",
    ),
    (
        Utilities,
        "tenaga tnb telekom unifi maxis celcom digi umobile astro syabas utilit* indah broadband power electricity water",
    ),
    (
        Transport,
        "parking parkir grab rapidkl ktm lrt mrt prasarana taxi teksi toll plus touchngo railway bahn metro bus uber tyre* auto* motor* workshop bengkel",
    ),
    (
        Travel,
        "hotel hostel resort inn airline* airasia airlines airport travel tours homestay museum lodge",
    ),
    (
        Clothing,
        "fashion boutique butik apparel clothing shoe* kasut bata uniqlo padini tailor textile* tekstil garment",
    ),
    (
        Dining,
        "restaurant restoran restaurante cafe café kopitiam kopi coffee starbucks bistro bakery bakeri kedaikek kitchen grill pizza* burger* mcdonald* kfc subway sushi ramen noodle* mee nasi ayam chicken steak* seafood food foods dining diner bar pub tea teh mamak nando* domino* dimsum bbq taco* taqueria cuisine dessert* icecream juice catering hungry eatery tavern brew* deli donut* bagel*",
    ),
    (
        Household,
        "hardware diy hornbach toom ikea furniture perabot ace tools building paint* plumb* laundry dobi kitchenware homepro obi bauhaus tiles machinery screw*",
    ),
    (
        Groceries,
        "mart minimart supermarket hypermarket pasaraya market tesco aeon giant mydin econsave jaya cold grocer* runcit 7eleven eleven speedmart aldi lidl rewe edeka penny netto kaufland marktkauf real sundry mini provision* fruits fresh walmart safeway wholefoods costco dm gardenia bread",
    ),
];

/// Goods that tell a trade.
const GOODS: &[(Category, &str)] = &[
    (Fuel, "ron95 ron97 diesel unleaded petrol super95"),
    (
        Dining,
        "nasi mee teh kopi ayam latte cappuccino burger rice soup coffee noodle* goreng roti fries beer salad sandwich taco* tea",
    ),
    (Health, "tablet* capsule* vitamin* panadol paracetamol mask bandage syrup"),
    (Books, "book pencil pen eraser notebook paper magazine"),
    (
        Groceries,
        "milk bread egg* rice susu telur sayur gula beras milch brot butter banana* apple* tomato* onion* potato*",
    ),
    (Household, "screw* paint nail* pipe cable bulb cement brush hose detergent"),
];

/// By the seller's name.
pub(crate) fn by_merchant(name: &str) -> Option<Category> {
    let key = merchant::key(name);
    let words: Vec<&str> = key.split(' ').collect();
    SELLERS
        .iter()
        .find(|(_, stems)| words.iter().any(|word| hits(stems, word)))
        .map(|(category, _)| *category)
}

/// By what at least two lines, and at least a third of the lines, are.
pub(crate) fn by_goods(goods: &[&str]) -> Option<Category> {
    let counted = GOODS.iter().map(|(category, stems)| {
        (goods.iter().filter(|name| names_any(stems, name)).count(), *category)
    });
    let (count, category) =
        counted.max_by_key(|(count, category)| (*count, std::cmp::Reverse(*category)))?;
    (count >= 2 && count * 3 >= goods.len()).then_some(category)
}

fn names_any(stems: &str, name: &str) -> bool {
    merchant::fold(name).split(' ').any(|word| hits(stems, word))
}

fn hits(stems: &str, word: &str) -> bool {
    stems.split(' ').any(|stem| match stem.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => stem == word,
    })
}
