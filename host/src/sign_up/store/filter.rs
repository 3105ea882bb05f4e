//! Which records are meant.

use sqlx::Any;
use sqlx::any::AnyArguments;
use sqlx::query::Query;

use super::records::columns;

/// Which records are meant.
#[derive(Clone, Copy, Debug)]
pub enum Filter<'a> {
    /// All of them.
    All,
    /// Those of one form.
    Form(&'a str),
    /// The one with this receipt number or submission name.
    Id(&'a str),
    /// Those taken before a time in milliseconds.
    TakenBefore(i64),
}

/// The condition that a row belongs to the record whose receipt number or submission name is `$value`.
macro_rules! of_id {
    ($value:literal) => {
        concat!(
            "submission IN (",
            $value,
            ", (SELECT submission FROM sign_ups WHERE receipt = ",
            $value,
            "))"
        )
    };
}
pub(super) use of_id;

/// A statement about the records that a filter means; `$value` stands for what [`Filter::bind`] binds. Each filter has a
/// condition of its own: one for all of them (`$1 IS NULL OR form = $1`) would be looked up in no index.
macro_rules! of_filter {
    ($filter:expr, $before:expr, $value:literal, $after:literal) => {
        match $filter {
            Filter::All => concat!($before, "TRUE", $after),
            Filter::Form(_) => concat!($before, "form = ", $value, $after),
            Filter::Id(_) => concat!($before, of_id!($value), $after),
            Filter::TakenBefore(_) => concat!($before, "taken_ms < ", $value, $after),
        }
    };
}

impl<'a> Filter<'a> {
    /// `$1` is the filter's value.
    pub(super) fn deletion(self) -> &'static str {
        of_filter!(self, "DELETE FROM sign_ups WHERE ", "$1", "")
    }

    /// `$1` is the filter's value.
    pub(super) fn counting(self) -> &'static str {
        of_filter!(self, "SELECT COUNT(*) FROM sign_ups WHERE ", "$1", "")
    }

    /// The records after the time `$1` and the name `$2`, at most `$3` of them; `$4` is the filter's value.
    pub(super) fn page(self) -> &'static str {
        of_filter!(
            self,
            concat!("SELECT ", columns!(), " FROM sign_ups WHERE "),
            "$4",
            " AND (taken_ms, submission) > ($1, $2) ORDER BY taken_ms, submission LIMIT $3"
        )
    }

    /// Gives a statement the value of its condition, if that has one.
    pub(super) fn bind(self, query: Query<'a, Any, AnyArguments>) -> Query<'a, Any, AnyArguments> {
        match self {
            Self::All => query,
            Self::Form(text) | Self::Id(text) => query.bind(text),
            Self::TakenBefore(time) => query.bind(time),
        }
    }
}

#[cfg(test)]
mod tests {
    use sqlx::{AssertSqlSafe, Row as _};

    use super::*;
    use crate::sign_up::store::{Store, outbox};

    /// The list of sign-ups grows for years, and whoever deletes holds up everybody else.
    #[tokio::test]
    async fn no_list_is_gone_through_for_one_sign_up() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("db").display())).await.unwrap();
        let check = async |statement: &'static str, expected: &[&str]| {
            let plan = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
            let rows = sqlx::query(plan).fetch_all(&store.pool).await.unwrap();
            let steps: Vec<String> = rows.iter().map(|row| row.try_get("detail").unwrap()).collect();
            let scans: Vec<_> = steps.iter().filter(|step| step.starts_with("SCAN")).collect();
            assert_eq!(scans, expected, "{statement}: {steps:?}");
            assert!(steps.iter().any(|step| step.starts_with("SEARCH")), "{statement}: {steps:?}");
        };
        for filter in [Filter::Id(""), Filter::TakenBefore(0)] {
            check(filter.deletion(), &[]).await;
            check(filter.counting(), &[]).await;
            check(filter.page(), &[]).await;
        }
        // Pages begin where the last one ended.
        check(Filter::All.page(), &[]).await;
        check(Filter::Form("").page(), &[]).await;
        check(outbox::RETRY_ONE, &[]).await;
        // Of the refused ones alone, which are few.
        check(outbox::RETRY_ALL, &["SCAN outbox USING INDEX outbox_refused"]).await;
    }
}
