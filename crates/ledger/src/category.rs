//! The categories a new profile starts with.
use crate::guess;

/// A starting category. Its key is stable: it is stored, and the catalogue
/// holds its name as `category.<key>`.
///
/// The cut follows where people spend and where Malaysian reliefs begin and
/// end: books, electronics and sports each feed a relief of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Food and daily needs to take home.
    Groceries,
    /// Restaurants, cafés, takeaway.
    Dining,
    /// Trains, buses, taxis, tolls, parking.
    Transport,
    /// Petrol, diesel, charging a car.
    Fuel,
    /// Electricity, water, telephone, internet.
    Utilities,
    /// Doctors, dentists, pharmacies, medical devices.
    Health,
    /// School and course fees, childcare.
    Education,
    /// Books, newspapers, magazines, stationery.
    Books,
    /// Sports equipment, gyms, court hire.
    Sports,
    /// Clothes and shoes.
    Clothing,
    /// Furniture, tools, repairs, cleaning.
    Household,
    /// Computers, telephones, tablets, appliances.
    Electronics,
    /// Hotels, flights, sights.
    Travel,
    /// Everything else.
    Other,
}

impl Category {
    /// Every starting category, in the order they are shown.
    pub const ALL: [Self; 14] = [
        Self::Groceries,
        Self::Dining,
        Self::Transport,
        Self::Fuel,
        Self::Utilities,
        Self::Health,
        Self::Education,
        Self::Books,
        Self::Sports,
        Self::Clothing,
        Self::Household,
        Self::Electronics,
        Self::Travel,
        Self::Other,
    ];

    /// The stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Groceries => "groceries",
            Self::Dining => "dining",
            Self::Transport => "transport",
            Self::Fuel => "fuel",
            Self::Utilities => "utilities",
            Self::Health => "health",
            Self::Education => "education",
            Self::Books => "books",
            Self::Sports => "sports",
            Self::Clothing => "clothing",
            Self::Household => "household",
            Self::Electronics => "electronics",
            Self::Travel => "travel",
            Self::Other => "other",
        }
    }

    /// The category of a stable key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.key() == key)
    }

    /// The likely category of a seller's receipt: by the seller's name, else
    /// by what most of the goods are. `None` rather than a wild guess.
    pub fn guess(merchant: &str, goods: &[&str]) -> Option<Self> {
        guess::by_merchant(merchant).or_else(|| guess::by_goods(goods))
    }
}
