//! Everything that can be wrong with a value, as a closed list: a code, what is wrong, and how to mend it.

use std::fmt;

use crate::report::Lost;

/// What is wrong with a value. Each kind has a stable code that a program may match or translate.
///
/// ```
/// let fault = ran_feed::model::Url::parse("javascript:alert(1)").unwrap_err();
/// assert_eq!(fault.code(), "url-scheme");
/// assert_eq!(fault.what(), "is not an address that the feed may use");
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    code: &'static str,
    what: &'static str,
    remedy: &'static str,
}

impl Fault {
    /// A stable kebab-case name, for example `bad-date`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong, in English, to be read after the value: "is not a date". Without the feature `messages`, the code:
    /// a page has the words in a file that it asks for when there is something to say.
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// How to mend it, as a sentence in English. Empty without the feature `messages`.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        self.remedy
    }

    /// What the scanner, having mended a file with this fault, has left out.
    pub(crate) fn loses(&self) -> Lost {
        match self {
            _ if self == &INVALID_UTF8 => Lost::Letters,
            _ if [&TOO_DEEP, &TOO_LONG, &TOO_MANY, &NUMBER_RANGE].contains(&self) => Lost::This,
            _ => Lost::Nothing,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the value {}. {}", self.what, self.remedy)
    }
}

impl std::error::Error for Fault {}

/// Everything that can be wrong with a feed and of which a page may hear. What takes more looking is for the checker alone.
#[must_use]
pub fn faults() -> &'static [&'static Fault] {
    FAULTS
}

macro_rules! faults {
    ($(#[$meta:meta])* $all:ident: $($name:ident = $code:literal, $what:literal, $remedy:literal;)*) => {
        $(#[$meta])*
        static $all: &[&Fault] = &[$(&$name),*];
        $(pub(crate) static $name: Fault = if cfg!(feature = "messages") {
            Fault { code: $code, what: $what, remedy: $remedy }
        } else {
            Fault { code: $code, what: $code, remedy: "" }
        };)*
    };
}

faults! {
    FAULTS:
    // The text of the file.
    CUT_OFF = "cut-off", "is where the file ends, in the middle of the feed: it was cut off", "Upload or download the whole file again.";
    UNCLOSED = "unclosed-text", "has a text without its closing quote", "Put the quote where the text ends: \"…\".";
    INVALID_UTF8 = "invalid-utf-8", "is not valid UTF-8", "Save the file as UTF-8, not as Shift_JIS or UTF-16.";
    UNEXPECTED_TEXT = "unexpected-text", "does not belong here in JSON", "Look for a missing quote, comma or bracket just before it.";
    WIDE_SIGN = "wide-sign", "is a sign of Japanese text or a curly quote, which JSON does not know", "Type it in half width, as on an English keyboard: \" : , { } [ ].";
    SINGLE_QUOTES = "single-quotes", "is in single quotes", "Use double quotes: \"…\".";
    BARE_NAME = "bare-name", "is a name without quotes", "Put the name in double quotes: \"…\".";
    TRAILING_COMMA = "trailing-comma", "is a comma with nothing after it", "Delete the comma.";
    MISSING_COMMA = "missing-comma", "follows without a comma", "Put a comma before it.";
    MISSING_COLON = "missing-colon", "stands where a colon is expected", "Write a name, a colon and a value: \"name\": \"…\".";
    COMMENT = "comment", "is a comment, which JSON does not have", "Delete the comment.";
    TEXT_AFTER_END = "text-after-end", "stands after the end of the feed and was not read", "Delete it, or look for a bracket closed too early.";
    BAD_NUMBER = "bad-number", "is not a number in JSON", "Write digits like 12 or 36.1, and anything else in double quotes.";
    LEADING_ZERO = "leading-zero", "is a number that begins with zero", "Put codes in double quotes, so that their zeros are kept: \"042021\".";
    NUMBER_RANGE = "number-range", "is too large a number", "Write a smaller number.";
    CONTROL_IN_STRING = "control-in-string", "has a line break or control character inside a text", "Write \\n for a line break.";
    BAD_ESCAPE = "bad-escape", "is not an escape that JSON knows", "Write \\\\ for a backslash.";
    LONE_SURROGATE = "lone-surrogate", "is half of a character", "Write the character itself instead of its \\u codes.";
    DUPLICATE_KEY = "duplicate-key", "is named twice in one object; the last one counts", "Keep one of the two.";
    TOO_DEEP = "too-deep", "is nested too deeply and was skipped", "The feed needs no more than a few levels of brackets.";
    TOO_LONG = "too-long", "is too long a text", "Shorten it, and link to a page with the rest.";
    TOO_MANY = "too-many", "is one entry more than a list may have; the rest was skipped", "Split the feed, or raise the limit.";

    // The shape of a value.
    MISSING = "missing", "is missing", "Add it: without it the entry cannot be shown.";
    NOT_TEXT = "not-text", "is not a text", "Write a text in double quotes: \"…\".";
    NOT_WHOLE = "not-a-whole-number", "is not a whole number from zero up", "Write digits alone, without quotes: 12.";
    NOT_NUMBER = "not-a-number", "is not a number", "Write digits, without quotes: 36.1.";
    NOT_BOOL = "not-true-or-false", "is neither true nor false", "Write true or false, without quotes.";
    NOT_LIST = "not-a-list", "is not a list; it was read as a list of one", "Put it in square brackets: [ … ].";
    NOT_OBJECT = "not-an-object", "is not an object", "Write names and values in braces: { \"name\": … }.";
    UNREADABLE = "unreadable", "is not of the kind that is expected here", "Compare it with the feed's schema.";
    EMPTY_TEXT = "empty-text", "is an empty text", "Leave the field out, or fill it in.";
    HIDDEN_CHARACTERS = "hidden-characters", "has control or text-direction characters; they were taken out", "Type the text again, or paste it as plain text.";
    UNKNOWN_VALUE = "unknown-value", "is not one of the known values", "Use one of the values of the feed's schema.";

    // Values that must mean something.
    BAD_ID = "bad-id", "is not an id", "Use up to 100 letters, digits, - _ . or :, without spaces.";
    URL_SCHEME = "url-scheme", "is not an address that the feed may use", "Use https, http, mailto, tel or a relative address.";
    BAD_URL = "bad-url", "is not a web address", "Copy the whole address from the browser: https://….";
    BAD_EMAIL = "bad-email", "is not an e-mail address", "Write it like name@example.jp.";
    BAD_TEL = "bad-tel", "is not a telephone number", "Write it like 0263-00-0000 or +81-263-00-0000.";
    BAD_POSTCODE = "bad-postcode", "is not a postcode", "Write seven digits: 399-0786.";
    BAD_PREFECTURE = "bad-prefecture", "is not a prefecture", "Use the code of JIS X 0401, \"01\" to \"47\", or the name: \"長野県\".";
    BAD_MUNICIPALITY = "bad-municipality", "is not a municipality code", "Use the six digits of JIS X 0402: \"202151\".";
    BAD_CORPORATE_NUMBER = "bad-corporate-number", "is not a corporate number (法人番号)", "Use the 13 digits as published.";
    BAD_DATE = "bad-date", "is not a date of the calendar", "Write it like 2026-04-01.";
    BAD_PARTIAL_DATE = "bad-partial-date", "is not a year, month or date", "Write it like 2026, 2026-04 or 2026-04-01.";
    BAD_TIME = "bad-time", "is not a date or time", "Write it like 2026-04-01, 2026-04-01T19:00 or 2026-04-01T19:00+09:00.";
    BAD_ZONE = "bad-time-zone", "is not the name of a time zone", "Use a name of the IANA list: Asia/Tokyo.";
    BAD_RRULE = "bad-rrule", "is not a rule of RFC 5545", "Write it like FREQ=MONTHLY;BYDAY=2TU.";
    BAD_DEGREES = "bad-degrees", "is not a latitude or longitude in degrees", "Write it like 36.115.";
    BAD_COORDINATES = "bad-coordinates", "is not a point on the earth", "Write lat from -90 to 90 and lng from -180 to 180, both of them.";
    SWAPPED_COORDINATES = "swapped-coordinates", "looks like latitude and longitude exchanged; it was read the other way round", "Exchange lat and lng.";
    OUTSIDE_JAPAN = "outside-japan", "with its lng is a place outside of Japan, which the map of members does not show", "Correct lat and lng. If the member is abroad, all is well: it is in the list.";
    BAD_TRANSLATION = "bad-translation", "is not a text in a known language", "Write \"…\" or { \"ja\": \"…\", \"en\": \"…\", \"ja-easy\": \"…\" }.";
    BAD_TOKEN = "bad-token", "is not a signed token", "Copy it as it was issued, without spaces or line breaks.";

    // How values stand to each other.
    NO_DATE = "no-date", "has neither start nor when, so that nobody could know when to come", "Add \"start\", or say the date as you would: \"when\": { \"label\": \"11月\" }.";
    END_BEFORE_START = "end-before-start", "is before the start; it was left out", "Correct the end or the start.";
    NO_NAME = "no-name", "names neither an entry of the feed nor a name", "Add the id of an entry, or a name.";
    DUPLICATE_ID = "duplicate-id", "is the id of an earlier entry", "Give each entry an id of its own.";
    DANGLING = "dangling-reference", "is no id of this feed", "Correct the id, or add the entry it names.";
    NO_VERSION = "no-version", "is missing; version 1 is assumed", "Add \"version\": 1.";
    BAD_VERSION = "bad-version", "is not a version number; version 1 is assumed", "Write \"version\": 1.";
    NO_CHOICES = "no-choices", "is a choice with nothing to choose from", "Add \"options\".";
    MORE = "more-problems", "more problems were found and are not listed", "Mend the problems above and check again.";
}

// What only the checker speaks of: first the rules of events.
#[cfg(any(test, feature = "check"))]
faults! {
    #[expect(dead_code, reason = "the checker knows its words")]
    CHECKER_FAULTS:
    RULE_SECOND = "rule-second", "has a BYSECOND that no minute has", "Write seconds from 0 to 59.";
    RULE_MINUTE = "rule-minute", "has a BYMINUTE that no hour has", "Write minutes from 0 to 59.";
    RULE_HOUR = "rule-hour", "has a BYHOUR that no day has", "Write hours from 0 to 23.";
    RULE_MONTH = "rule-month", "has a BYMONTH that no year has", "Write months from 1 to 12.";
    RULE_MONTH_DAY = "rule-month-day", "has a BYMONTHDAY that no month has", "Write days from 1 to 31, or -1 for the last.";
    RULE_WEEK = "rule-week", "has a BYWEEKNO that no year has", "Write weeks from 1 to 53.";
    RULE_YEAR_DAY = "rule-year-day", "has a BYYEARDAY that no year has", "Write days from 1 to 366.";
    RULE_POSITION = "rule-position", "has a BYSETPOS that is no position", "Write 1 for the first one, or -1 for the last.";
    RULE_WEEKDAY = "rule-weekday", "has a day of the week that is none", "Write MO, TU, WE, TH, FR, SA or SU, with a number before it if need be: 2TU.";
    RULE_INTERVAL = "rule-interval", "has an INTERVAL that is none", "Write a whole number from 1 up, or leave it out.";
    RULE_COUNT = "rule-count", "has a COUNT that nobody can count to", "Write a number up to 10000, or leave it out: a rule without an end needs none.";
    RULE_UNTIL = "rule-until", "has an UNTIL that is no date", "Write it like UNTIL=20270331.";
    RULE_TOO_LONG = "rule-too-long", "is too long a rule to be followed", "Write a shorter rule, or the dates as \"rdate\".";
    NEVER = "never", "gives no date at all, so that the event is never shown", "Correct its days, its COUNT or its UNTIL: no day is all that it asks for.";
    TOO_FREQUENT = "too-frequent", "gives more times than a calendar can show; some will be missing", "Write a rule of at most one time an hour, or a COUNT.";

    STRAY_TIME = "stray-time", "is not a time of this event, so that none of its times is left out or changed", "Write a time that the rule gives.";
    START_OFF_RULE = "start-off-rule", "is not a time of the event's rule, so that it is not shown", "Write the first time that the rule gives, or add this one to \"rdate\".";

    // What was meant otherwise.
    MISSPELT = "misspelt-name", "is not a name that the feed knows, and nearly one", "Compare it with the feed's schema.";
    HTML_TAG = "html-tag", "has a tag of HTML, which is shown as it stands", "Write Markdown: **bold**, [a link](https://…), an empty line between paragraphs.";
    NO_SCHEME = "no-scheme", "looks like a web address and leads to a file beside the feed", "Write it with https:// in front.";
    NO_TOWN = "no-municipality-name", "is a municipality without its name, which is what people read and search", "Add the name beside it, for example \"municipality_name\": \"塩尻市\".";

    // Patterns of form fields.
    PATTERN_LOOKS_AROUND = "pattern-looks-around", "looks ahead or behind, which the receiver cannot: it takes whatever is sent", "Write it without (?= (?! (?<= and (?<!: [A-Z][A-Za-z0-9]{7,}.";
    PATTERN_REFERS_BACK = "pattern-refers-back", "refers back to what it has matched, which the receiver cannot: it takes whatever is sent", "Write it without \\1 and \\k<name>: what is meant, in full.";
    PATTERN_TOO_LARGE = "pattern-too-large", "is too large a pattern for the receiver: it takes whatever is sent", "Write smaller numbers in its braces, or \"max_length\" beside it.";
    PATTERN_UNREADABLE = "pattern-unreadable", "is no pattern that both browsers and the receiver can read: it takes whatever is sent", "Write it as in HTML's pattern attribute: each bracket closed, and \\- for a hyphen within: [0-9\\-]{13}.";
}
