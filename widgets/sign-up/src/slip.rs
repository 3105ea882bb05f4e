//! Slips of the keys in an e-mail address: who mistypes it gets no answer, and nobody else can tell.

/// The hosts of addresses that people have, by how many do in Japan.
const HOSTS: &str = "gmail.com yahoo.co.jp icloud.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp outlook.jp outlook.com hotmail.com hotmail.co.jp nifty.com ymail.ne.jp";

/// Some that exist, and are near to one of these.
const OTHERS: &str = "yahoo.com googlemail.com mail.com email.com ymail.com";

/// The host that was meant, where the one of an address is but a slip away from it.
pub(crate) fn meant(address: &str) -> Option<&'static str> {
    let host = address.rsplit_once('@')?.1.to_ascii_lowercase();
    if HOSTS.split(' ').chain(OTHERS.split(' ')).any(|known| known == host) {
        return None;
    }
    HOSTS.split(' ').find(|known| is_slip(host.as_bytes(), known.as_bytes()))
}

/// Whether one text comes of the other by a letter too many, too few or wrong, or by two that are exchanged. To count more
/// slips, as the checker does for the names of a feed, would doubt hosts that exist.
fn is_slip(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([first, rest @ ..], [same, others @ ..]) = (one, other)
        && first == same
    {
        (one, other) = (rest, others);
    }
    while let ([rest @ .., last], [others @ .., same]) = (one, other)
        && last == same
    {
        (one, other) = (rest, others);
    }
    match (one, other) {
        ([a, b], [c, d]) => a == d && b == c,
        _ => one.len().max(other.len()) == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keys_is_seen_and_no_other_host_doubted() {
        let check = |host: &str, expected: Option<&str>| {
            assert_eq!(meant(&format!("hanako@{host}")), expected, "{host}");
        };
        for host in [
            "gmial.com",
            "gamil.com",
            "gmai.com",
            "gmaill.com",
            "gmail.con",
            "gmail.co",
            "gmail.cm",
            "gmail.comm",
            "fmail.com",
            "GMIAL.COM",
        ] {
            check(host, Some("gmail.com"));
        }
        check("yaho.co.jp", Some("yahoo.co.jp"));
        check("yahoo.co.jo", Some("yahoo.co.jp"));
        check("docomo.ne.jo", Some("docomo.ne.jp"));
        check("docmo.ne.jp", Some("docomo.ne.jp"));
        check("iclod.com", Some("icloud.com"));
        check("hotmail.co.j", Some("hotmail.co.jp"));
        for host in HOSTS.split(' ').chain(OTHERS.split(' ')) {
            check(host, None);
        }
        for host in [
            "example.jp",
            "gmail.example",
            "city.shiojiri.lg.jp",
            "gmali.co",
            "yahoo.ne.jp",
            "a.com",
            "me.com",
            "",
            ".",
        ] {
            check(host, None);
        }
        assert_eq!(meant("hanako"), None);
        assert_eq!(meant(""), None);
        assert_eq!(meant("a@b@gmial.com"), Some("gmail.com"));
    }
}
