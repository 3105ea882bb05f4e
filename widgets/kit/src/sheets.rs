//! Style sheets made once and adopted by every shadow root: no `<style>`, so nothing for a strict policy to refuse.

use std::cell::RefCell;

use ran_parts::theme;
use web_sys::CssStyleSheet;

use crate::hooks;

thread_local! {
    static SHEETS: RefCell<Vec<(&'static str, CssStyleSheet)>> = const { RefCell::new(Vec::new()) };
}

/// The key of the sheet that all widgets share.
const SHARED: &str = "";

/// Puts the theme and a widget's own sheet on an element, beside what it has already.
pub(crate) fn adopt(id: u32, css: &'static str) {
    for key in [SHARED, css] {
        if let Some(sheet) = sheet(key) {
            hooks::adopt(id, &sheet);
        }
    }
}

fn sheet(key: &'static str) -> Option<CssStyleSheet> {
    SHEETS.with_borrow_mut(|all| {
        if let Some((_, sheet)) = all.iter().find(|(known, _)| *known == key) {
            return Some(sheet.clone());
        }
        let sheet = CssStyleSheet::new().ok()?;
        if key == SHARED {
            sheet.replace_sync(&theme::css()).ok()?;
        } else {
            sheet.replace_sync(key).ok()?;
        }
        all.push((key, sheet.clone()));
        Some(sheet)
    })
}
