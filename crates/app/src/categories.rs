//! The categories in their order.
use crate::error::Error;
use crate::session::Session;
use crate::views::CategoryView;
use store::table::category;

/// Every category in use.
pub fn list(session: &Session) -> Result<Vec<CategoryView>, Error> {
    let all = session.store().read(category::list)?;
    let view = |category: category::Category| CategoryView {
        id: category.id.to_string(),
        key: category.key,
        name: category.name,
    };
    Ok(all.into_iter().map(view).collect())
}
