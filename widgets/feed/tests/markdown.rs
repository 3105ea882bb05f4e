//! Descriptions: `corpus/markdown.json`.

mod common;

use ran_feed::model::Url;
use ran_feed::model::markdown::{Block, Inline, lines, parse, plain};
use wasm_bindgen_test::wasm_bindgen_test;

const CORPUS: &str = include_str!("../corpus/markdown.json");

/// Nodes in a notation of their own, so that no mark of Markdown or HTML is taken for one: `P⟨…⟩`, `U⟨I⟨…⟩⟩`.
fn draw(blocks: &[Block]) -> String {
    let item = |item: &Vec<Inline>| format!("I⟨{}⟩", line(item));
    let draw = |block: &Block| match block {
        Block::Paragraph(pieces) => format!("P⟨{}⟩", line(pieces)),
        Block::List { ordered, items } => {
            let items: String = items.iter().map(item).collect();
            format!("{}⟨{items}⟩", if *ordered { "O" } else { "U" })
        }
    };
    blocks.iter().map(draw).collect()
}

fn line(pieces: &[Inline]) -> String {
    let draw = |piece: &Inline| match piece {
        Inline::Text(text) => text.clone(),
        Inline::Break => "⏎".to_owned(),
        Inline::Strong(inner) => format!("S⟨{}⟩", line(inner)),
        Inline::Em(inner) => format!("E⟨{}⟩", line(inner)),
        Inline::Link { text, url } => format!("L⟨{}→{url}⟩", line(text)),
    };
    pieces.iter().map(draw).collect()
}

#[wasm_bindgen_test(unsupported = test)]
fn descriptions() {
    common::run(CORPUS, "page", |case| draw(&parse(&common::text(case, "input"))));
}

#[wasm_bindgen_test(unsupported = test)]
fn plain_text() {
    assert_eq!(
        plain("**地域**の*人事部*\n[詳しく](https://example.jp/)\n\n- 一\n- 二"),
        "地域の人事部 詳しく 一 二"
    );
    let address = |url: &Url| url.resolved("https://example.jp/feed.json");
    for (source, expected) in [
        (
            "**地域**の*人事部*\n[詳しく](/a)\n\n- 一\n- 二",
            "地域の人事部\n詳しく https://example.jp/a\n- 一\n- 二",
        ),
        ("1. [一](/a)へ\n2. https://b.example/", "1. 一 https://example.jp/a へ\n2. https://b.example/"),
        ("[https://b.example/](https://b.example/)", "https://b.example/"),
    ] {
        assert_eq!(lines(source, &address), expected);
    }
}

/// Lines of nothing but beginnings: what looks for an end in the rest of the line must not do so again and again.
#[wasm_bindgen_test(unsupported = test)]
fn lines_of_nothing_but_beginnings() {
    for mark in ["[", "](", "[a](", "*", "**", "** ", "*a ", "https://", "\\", "h", "[a](b[a](b", "- ", "1. "]
    {
        let source = mark.repeat(20_000 / mark.len());
        assert!(!parse(&source).is_empty());
    }
}

/// A link in a link would be two links of which one cannot be followed.
#[wasm_bindgen_test(unsupported = test)]
fn links_do_not_nest() {
    let source = "[**https://a.example** *x* https://b.example](https://c.example)";
    let Block::Paragraph(line) = &parse(source)[0] else { panic!("no paragraph") };
    let [Inline::Link { text, url }] = &line[..] else { panic!("{line:?}") };
    assert_eq!(url.as_str(), "https://c.example");
    let word = |word: &str| Inline::Text(word.to_owned());
    assert_eq!(
        text[..],
        [
            Inline::Strong(vec![word("https://a.example")]),
            word(" "),
            Inline::Em(vec![word("x")]),
            word(" "),
            word("https://b.example")
        ]
    );
}
