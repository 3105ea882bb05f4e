//! The table itself. A new widget starts with its entry here.

use crate::{Attribute, Element, Event, Method, Part, Reserve, Values};

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
        summary: "Light or dark; `auto` follows the page's `color-scheme`: a page that says nothing is light, one that says `light dark` follows the visitor's system.",
    },
    Attribute {
        name: "loading",
        values: Values::OneOf(&["lazy", "eager"]),
        summary: "`lazy` waits until the element comes near the visible part of the page.",
    },
];

/// The parts that stand in for every element's content, or beside it.
pub const COMMON_PARTS: &[Part] = &[
    Part { name: "loading", summary: "What stands there until the feed has come." },
    Part { name: "failed", summary: "What is said when nothing can be shown." },
    Part { name: "notice", summary: "What is said of a feed that is not the newest." },
    Part { name: "empty", summary: "What stands where there is nothing to show." },
];

const MEMBER: Attribute =
    Attribute { name: "member", values: Values::Id, summary: "The id of the member in the feed." };

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
    Element {
        tag: "ran-event-calendar",
        summary: "Shows events by month, week and as a list, with filters, search and each event in detail.",
        attributes: &[
            Attribute {
                name: "view",
                values: Values::OneOf(&["month", "week", "agenda"]),
                summary: "How the events are shown at first; the visitor may change it.",
            },
            Attribute {
                name: "date",
                values: Values::Day,
                summary: "The day whose month or week is shown at first, for example `2026-04-01`. Without it: today.",
            },
            Attribute {
                name: "week-start",
                values: Values::OneOf(&["sunday", "monday"]),
                summary: "The day with which a week begins.",
            },
            Attribute {
                name: "year",
                values: Values::OneOf(&["era", "western", "fiscal"]),
                summary: "How a year is written: 2026年（令和8年）, 2026年, or with the Japanese fiscal year, 2026年（令和8年度）.",
            },
            Attribute {
                name: "kinds",
                values: Values::List,
                summary: "Only events of these kinds, for example `seminar workshop`. The visitor filters within them; so with the next seven.",
            },
            Attribute { name: "audience", values: Values::List, summary: "Only events for these audiences." },
            Attribute {
                name: "themes",
                values: Values::List,
                summary: "Only events of these themes of the feed.",
            },
            Attribute {
                name: "prefecture",
                values: Values::List,
                summary: "Only events in these prefectures, by their JIS X 0401 codes.",
            },
            Attribute { name: "host", values: Values::List, summary: "Only events that these members hold." },
            Attribute {
                name: "programme",
                values: Values::List,
                summary: "Only events of these programmes.",
            },
            Attribute {
                name: "mode",
                values: Values::ListOf(&["onsite", "online", "hybrid"]),
                summary: "Only events held in these ways.",
            },
            Attribute {
                name: "search",
                values: Values::Text,
                summary: "Only events in which these words are found.",
            },
            Attribute {
                name: "heading-level",
                values: Values::OneOf(&["2", "3", "4"]),
                summary: "The level of the calendar's heading among the page's headings; days are one below.",
            },
            Attribute {
                name: "deep-link",
                values: Values::Flag,
                summary: "What the visitor sees is kept in the page's address as `#ran-…`, and shown again from there; Back closes an event. For one calendar on a page.",
            },
            Attribute {
                name: "json-ld",
                values: Values::Flag,
                summary: "Tells search engines of the coming events, as schema.org JSON-LD in the page's head. Not for a page under Trusted Types, which reports it as a violation.",
            },
        ],
        methods: &[Method {
            name: "goTo",
            parameter: "date",
            summary: "Shows the month or week of a day, for example `2026-04-01`.",
        }],
        parts: &[
            Part { name: "calendar", summary: "The calendar as a whole." },
            Part { name: "toolbar", summary: "The heading and the buttons beside it." },
            Part { name: "filters", summary: "The search field and the filters." },
            Part { name: "grid", summary: "The month." },
            Part { name: "week", summary: "The week." },
            Part { name: "agenda", summary: "The list of a month." },
            Part { name: "day", summary: "The list of the chosen day." },
            Part { name: "event", summary: "An event in any of the views." },
            Part { name: "detail", summary: "The dialog of one event." },
        ],
        reserve: Reserve::always("52rem"),
    },
    Element {
        tag: "ran-member-map",
        summary: "Shows members on a map of Japan, with list, search, filters and each member in detail.",
        attributes: &[
            Attribute {
                name: "view",
                values: Values::OneOf(&["map", "list"]),
                summary: "Map and list, or the list alone, at first; the visitor may change it.",
            },
            Attribute {
                name: "themes",
                values: Values::List,
                summary: "Only members that are good at these themes of the feed. The visitor filters within them; so with the next two.",
            },
            Attribute {
                name: "prefecture",
                values: Values::List,
                summary: "Only members in these prefectures, by their JIS X 0401 codes.",
            },
            Attribute {
                name: "programme",
                values: Values::List,
                summary: "Only members that run these programmes. A single one is shown as one movement over its regions.",
            },
            Attribute {
                name: "member",
                values: Values::Id,
                summary: "The id of the member that is open at first.",
            },
            Attribute {
                name: "heading-level",
                values: Values::OneOf(&["2", "3", "4"]),
                summary: "The level of the map's heading among the page's headings.",
            },
            Attribute {
                name: "tiles",
                values: Values::Text,
                summary: "The address of raster tiles (Web Mercator, 256 px) with `{z}`, `{x}` and `{y}` in it, shown when the map is close: an https address, which the page's policy must allow in `img-src`, or a path of the page's own site. Off by default.",
            },
            Attribute {
                name: "tiles-credit",
                values: Values::Text,
                summary: "Who made the tiles, shown with them. 地理院タイル are credited without it.",
            },
            Attribute {
                name: "deep-link",
                values: Values::Flag,
                summary: "The open member and the filters are kept in the page's address as `#ran-…`, and shown again from there; Back closes a member. For one element on a page.",
            },
        ],
        methods: &[Method {
            name: "focusMember",
            parameter: "id",
            summary: "Brings a member into the middle of the map; where only the list is shown, or a filter leaves the member out, opens it.",
        }],
        parts: &[
            Part { name: "member-map", summary: "The widget as a whole." },
            Part { name: "toolbar", summary: "The heading and the buttons beside it." },
            Part { name: "counters", summary: "How large the network is." },
            Part { name: "filters", summary: "The search field and the filters." },
            Part { name: "programme", summary: "The programme that is shown as one movement." },
            Part { name: "map", summary: "The map." },
            Part { name: "prefecture", summary: "Each prefecture." },
            Part { name: "member", summary: "A member on the map." },
            Part { name: "cluster", summary: "Several members on the map." },
            Part { name: "list", summary: "The list of members." },
            Part { name: "row", summary: "Each member's button in the list." },
            Part { name: "detail", summary: "The dialog of one member." },
        ],
        reserve: Reserve::always("60rem"),
    },
    Element {
        tag: "ran-sign-up",
        summary: "Shows a form that the feed defines, and sends it.",
        attributes: &[
            Attribute { name: "form", values: Values::Id, summary: "The id of the form in the feed." },
            Attribute {
                name: "endpoint",
                values: Values::Url,
                summary: "Where the form is sent, instead of where the feed says.",
            },
            Attribute {
                name: "heading-level",
                values: Values::OneOf(&["2", "3", "4"]),
                summary: "The level of the form's title among the page's headings; steps are one below.",
            },
        ],
        methods: &[],
        parts: &[
            Part { name: "form", summary: "The form as a whole." },
            Part { name: "title", summary: "The form's title." },
            Part { name: "progress", summary: "The list of steps." },
            Part { name: "errors", summary: "The summary of what is to be mended." },
            Part { name: "field", summary: "Each question with its answer." },
            Part { name: "review", summary: "The answers before they are sent." },
            Part { name: "thanks", summary: "What is said when the form was accepted." },
        ],
        reserve: Reserve::always("40rem"),
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
        detail: &[("code", "RanErrorCode"), ("message", "string")],
        summary: "The feed cannot be read, the widget failed, an attribute names nothing that can be shown (no member, no form, no tiles), or a form's receiver does not serve it. Where nothing can be shown, what the page held before stays or comes back; in the place of a member or form that the feed does not have, the widget says so. While older content is shown, marked with its age, there is none.",
    },
    Event {
        name: "ran-select",
        detail: &[("type", "'member' | 'event' | 'programme'"), ("id", "string")],
        summary: "The visitor chose something of the feed.",
    },
    Event {
        name: "ran-close",
        detail: &[],
        summary: "What was open in full is closed: by the visitor, or because it is gone.",
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

/// The `code` of `ran-error`, and what has happened.
pub const ERROR_CODES: &[(&str, &str)] = &[
    ("feed-address", "The element has no `feed` that is an http or https address."),
    ("network", "Nothing answered, or the answer may not be read: the page's policy or the server's CORS."),
    ("timeout", "There was no answer in time."),
    ("http", "The server answered with an error."),
    ("too-large", "The feed is larger than what is read."),
    ("empty", "The feed is empty."),
    ("encoding", "The feed is not in UTF-8."),
    ("html", "At the feed's address stands a web page."),
    ("not-json", "The feed is not JSON."),
    ("not-an-object", "The feed is JSON, but no object."),
    ("version", "The feed is of a later version than this kit knows."),
    ("unknown-name", "The member or form that the element is for is not in the feed."),
    ("tiles", "The map's `tiles` cannot be used."),
    (
        "receiver",
        "The form's receiver gave no answer that the page may read, or does not take the form; the visitor goes on typing, or is told where to ask.",
    ),
    ("kit-unavailable", "The kit could not be loaded or started."),
    ("panic", "The program has ended in a fault of its own; `refresh()` starts the element again."),
];
