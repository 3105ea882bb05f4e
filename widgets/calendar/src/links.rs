//! Where an event leads outside of the page: calendars on the web, a map, a file.
//!
//! They are links that a visitor follows. Nothing is asked of these hosts before.

use ran_feed::civil::CivilDateTime;
use ran_feed::ics::{self, When, Words};
use ran_feed::model::{Lang, Place, Precision};
use ran_parts::text::{self, encoded};

/// A file inside an address. A page whose policy allows no other host and no script of ours takes it too.
pub(crate) fn data(file: &str) -> String {
    ["data:text/calendar;charset=utf-8,", &encoded(file)].concat()
}

/// When something without an end ends there: these pages make nothing of a time alone, and an hour can be seen.
fn end(start: CivilDateTime, end: Option<CivilDateTime>) -> CivilDateTime {
    end.or_else(|| start.plus_seconds(3_600)).unwrap_or(start)
}

/// The page on which Google Calendar takes an event.
pub(crate) fn google(when: &When<'_>, words: &Words) -> String {
    let (first, last, mark, zone) = match *when {
        When::Days(first, after) => (ics::date(first), ics::date(after), "", ""),
        When::Utc(start, last) => (ics::time(start), ics::time(end(start, last)), "Z", ""),
        When::Zoned(start, last, zone) => (ics::time(start), ics::time(end(start, last)), "", zone),
    };
    let dates = [&first, mark, "/", &last, mark].concat();
    let url = "https://calendar.google.com/calendar/render?action=TEMPLATE&dates=".to_owned() + &dates;
    let parts = [
        ("&text=", &*words.title),
        ("&location=", &words.place),
        ("&details=", &words.description),
        ("&ctz=", zone),
    ];
    with_parts(url, &parts)
}

/// Where Outlook is for who has an account of their own.
pub(crate) const OUTLOOK_LIVE: &str = "live";
/// Where it is for who has one of their work or school: the other knows nothing of that.
pub(crate) const OUTLOOK_OFFICE: &str = "office";

/// The page on which Outlook takes an event, for one of the two kinds of accounts.
pub(crate) fn outlook(account: &str, when: &When<'_>, words: &Words) -> String {
    let time = |time: CivilDateTime, mark| {
        let seconds = if time.second() == 0 { ":00" } else { "" };
        time.to_string() + seconds + mark
    };
    let (first, last, all_day) = match *when {
        When::Days(first, after) => (first.to_string(), after.to_string(), "true"),
        When::Utc(start, last) => (time(start, "Z"), time(end(start, last), "Z"), ""),
        // Outlook takes a time without an offset as one of the visitor's own clock; there is no way to name a zone.
        When::Zoned(start, last, _) => (time(start, ""), time(end(start, last), ""), ""),
    };
    let page = ".com/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent";
    let url = ["https://outlook.", account, page].concat();
    let parts = [
        ("&startdt=", &*first),
        ("&enddt=", &last),
        ("&allday=", all_day),
        ("&subject=", &words.title),
        ("&location=", &words.place),
        ("&body=", &words.description),
    ];
    with_parts(url, &parts)
}

/// An address with these parts, each by its name. An empty one says nothing.
fn with_parts(mut url: String, parts: &[(&str, &str)]) -> String {
    for (name, value) in parts {
        if !value.is_empty() {
            url.push_str(name);
            url.push_str(&encoded(value));
        }
    }
    url
}

/// A map of a place: the page that the feed names, or a search for its address. A place without either is an area.
pub(crate) fn map(place: &Place, lang: Lang, base: &str) -> Option<String> {
    if let Some(url) = &place.url {
        return Some(text::href(url, base).to_string());
    }
    // Of what is kept as a town there is no spot to be shown.
    if matches!(place.precision, Some(Precision::Municipality | Precision::Prefecture | Precision::Nation)) {
        return None;
    }
    place.address.as_ref().or(place.name.as_ref())?;
    Some(with_parts(
        "https://www.google.com/maps/search/?api=1".to_owned(),
        &[("&query=", &place.plain(lang))],
    ))
}

#[cfg(test)]
mod tests {
    use ran_feed::civil::CivilDate;

    use super::*;

    fn words() -> Words {
        Words {
            title: "会 & 話".into(),
            place: "塩尻".into(),
            description: "a\nb".into(),
            url: String::new(),
        }
    }

    #[test]
    fn texts_cannot_leave_their_part_of_an_address() {
        let check = |text: &str, expected: &str| assert_eq!(encoded(text), expected);
        check("a-b.c_d~9", "a-b.c_d~9");
        check("a b&c=d#e", "a%20b%26c%3Dd%23e");
        check("会", "%E4%BC%9A");
        check("\r\n\"<>", "%0D%0A%22%3C%3E");
    }

    #[test]
    fn calendars_on_the_web_are_told_the_time() {
        let day = CivilDate::parse("2026-04-01").unwrap();
        let at = |hour| CivilDateTime::new(day, hour, 0, 0).unwrap();
        let to_the_second = |second| CivilDateTime::new(day, 10, 0, second);
        let check = |when: When<'_>, in_google: &str, in_outlook: &str| {
            let (google, outlook) = (google(&when, &words()), outlook(OUTLOOK_LIVE, &when, &words()));
            assert!(google.contains(in_google) && google.contains("text=%E4%BC%9A%20%26%20"), "{google}");
            assert!(outlook.contains(in_outlook) && outlook.contains("body=a%0Ab"), "{outlook}");
        };
        check(
            When::Utc(at(10), Some(at(12))),
            "dates=20260401T100000Z/20260401T120000Z&",
            "startdt=2026-04-01T10%3A00%3A00Z&enddt=2026-04-01T12%3A00%3A00Z&subject",
        );
        check(
            When::Utc(to_the_second(30).unwrap(), to_the_second(45)),
            "dates=20260401T100030Z/20260401T100045Z&",
            "startdt=2026-04-01T10%3A00%3A30Z&enddt=2026-04-01T10%3A00%3A45Z&subject",
        );
        check(
            When::Days(day, day.plus_days(1).unwrap()),
            "dates=20260401/20260402&",
            "startdt=2026-04-01&enddt=2026-04-02&allday=true",
        );
        check(
            When::Zoned(at(19), None, "America/New_York"),
            "dates=20260401T190000/20260401T200000&",
            "startdt=2026-04-01T19%3A00%3A00&enddt=2026-04-01T20%3A00%3A00&",
        );
    }
}
