//! axe-core: WCAG 2.2 AA and best practices, over a page as it is.

use std::fs;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

use crate::{Node, Page, workspace};

/// What axe has found.
#[derive(Debug, Deserialize)]
struct Finding {
    id: String,
    help: String,
    #[serde(rename = "helpUrl")]
    help_url: String,
    nodes: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct Place {
    target: Value,
    html: String,
    #[serde(rename = "failureSummary")]
    summary: String,
}

/// `target-size` (WCAG 2.2, 2.5.8) is off unless asked for. `preload` would fetch style sheets a second time.
const RUN: &str = "
    const [scope] = arguments;
    __ranRecorder.pause();
    return axe.run(scope, {
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
        rules: { 'target-size': { enabled: true } },
        resultTypes: ['violations'],
        preload: false,
    }).then(({ violations, passes }) => ({ violations, passes: passes.length }))
      .finally(() => __ranRecorder.resume());
";

/// Fails the test if axe finds anything in the elements that match a selector of the page itself.
#[track_caller]
pub fn assert_accessible(page: &Page<'_>, scope: &str) {
    load(page);
    let result = page.run(RUN, vec![scope.into()]);
    let findings: Vec<Finding> = serde_json::from_value(result["violations"].clone())
        .unwrap_or_else(|error| panic!("axe answered {result}: {error}"));
    assert!(result["passes"].as_u64() > Some(0), "axe has looked at nothing in {scope}: {result}");
    if !findings.is_empty() {
        panic!("axe:\n{}", findings.iter().map(describe).collect::<String>());
    }
}

/// The name of an element as axe makes it out of attributes and content.
#[track_caller]
pub(crate) fn accessible_name(page: &Page<'_>, node: &Node<'_>) -> String {
    load(page);
    let name = node.js("(axe.setup(), axe.commons.text.accessibleText(element))");
    page.js("axe.teardown()");
    name.as_str().unwrap_or_default().to_owned()
}

/// The driver brings the script past the page's policy, as an extension would.
#[track_caller]
fn load(page: &Page<'_>) {
    if page.js("'axe' in window") == false {
        page.run(source(), Vec::new());
    }
}

fn describe(finding: &Finding) -> String {
    let mut text = format!("  {}: {} ({})\n", finding.id, finding.help, finding.help_url);
    for Place { target, html, summary } in &finding.nodes {
        let summary = summary.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        text.push_str(&format!("    {target}\n      {html}\n      {summary}\n"));
    }
    text
}

fn source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let file = workspace::tests().join("node_modules/axe-core/axe.min.js");
        fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("{}: {error}. Install it: npm ci --prefix tests", file.display()))
    })
}
