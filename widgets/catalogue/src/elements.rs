//! The table itself. A new widget starts with its entry here.

use crate::{Attribute, Element, Event, Part, Reserve, Values};

/// The attributes that every element takes.
pub const COMMON_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "feed",
        values: Values::Url,
        summary: "The address of the feed. Elements with the same address share one request.",
    },
    Attribute {
        name: "lang",
        values: Values::OneOf(&["ja", "en", "ja-x-easy", "ja-easy"]),
        summary: "The language of the widget: Japanese, English, or やさしい日本語.",
    },
    Attribute {
        name: "theme",
        values: Values::OneOf(&["auto", "light", "dark"]),
        summary: "Light or dark; `auto` follows the visitor's system.",
    },
    Attribute {
        name: "loading",
        values: Values::OneOf(&["lazy", "eager"]),
        summary: "`lazy` waits until the element comes near the visible part of the page.",
    },
];

const MEMBER: Attribute =
    Attribute { name: "member", values: Values::Text, summary: "The id of the member in the feed." };

/// Every element that the kit defines.
pub const ELEMENTS: &[Element] = &[
    Element {
        tag: "ran-member-badge",
        summary: "Shows that a member belongs to the alliance.",
        attributes: &[
            MEMBER,
            Attribute {
                name: "size",
                values: Values::OneOf(&["m", "s", "l"]),
                summary: "How large the badge is.",
            },
            Attribute {
                name: "link",
                values: Values::Url,
                summary: "Where the badge leads, for example a profile page. Without it: the alliance's site.",
            },
        ],
        methods: &[],
        parts: &[
            Part { name: "badge", summary: "The badge as a whole." },
            Part { name: "mark", summary: "The alliance's mark." },
        ],
        reserve: Reserve { usual: "5.5rem", with: &[("size", "s", "3.5rem"), ("size", "l", "7rem")] },
    },
    Element {
        tag: "ran-member-profile",
        summary: "Shows one member: who, where, themes, programmes and next events.",
        attributes: &[
            MEMBER,
            Attribute {
                name: "sections",
                values: Values::ListOf(&[
                    "about",
                    "themes",
                    "services",
                    "programmes",
                    "people",
                    "events",
                    "contact",
                ]),
                summary: "Which sections are shown, in the order of the profile; none means all.",
            },
            Attribute {
                name: "heading-level",
                values: Values::OneOf(&["2", "3", "4"]),
                summary: "The level of the member's name among the page's headings; sections are one below.",
            },
        ],
        methods: &[],
        parts: &[
            Part { name: "profile", summary: "The profile as a whole." },
            Part { name: "name", summary: "The member's name." },
            Part { name: "section", summary: "Each section with its heading." },
        ],
        reserve: Reserve::always("30rem"),
    },
];

/// The events that elements fire. All bubble and are composed.
pub const EVENTS: &[Event] = &[
    Event {
        name: "ran-ready",
        detail: &[],
        summary: "The widget shows the feed for the first time, or again after a failure.",
    },
    Event {
        name: "ran-error",
        detail: &[("code", "string"), ("message", "string")],
        summary: "The feed cannot be read, or the widget failed. What the page held before stays or comes back.",
    },
    Event {
        name: "ran-select",
        detail: &[("type", "'member' | 'event' | 'programme' | 'theme'"), ("id", "string")],
        summary: "The visitor chose something of the feed.",
    },
    Event {
        name: "ran-filter-change",
        detail: &[("filters", "Record<string, string[]>")],
        summary: "The visitor changed the filters.",
    },
    Event {
        name: "ran-submit",
        detail: &[("form", "string"), ("receipt", "string")],
        summary: "A form was accepted; the receipt's number is the visitor's to keep.",
    },
];
