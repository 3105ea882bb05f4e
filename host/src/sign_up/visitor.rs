//! Whose request it is: where the connection comes from, and whether to believe who says otherwise.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::http::{HeaderMap, HeaderValue};

/// The other end of the connection that a request came over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Addresses with a common beginning: `10.0.0.0/8`, `2001:db8::/32`, or one alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u32,
}

impl Network {
    fn has(self, address: IpAddr) -> bool {
        let beginning = |value: u128, width: u32| value.checked_shr(width - self.bits).unwrap_or(0);
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                beginning(u32::from(own).into(), 32) == beginning(u32::from(other).into(), 32)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                beginning(own.into(), 128) == beginning(other.into(), 128)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a network is written as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32";
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| WRONG)?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let bits: u32 = bits.map_or(Ok(width), str::parse).map_err(|_| WRONG)?;
        // IPv4 in the words of IPv6, as some systems show it.
        let (address, before) = match address.to_canonical() {
            canonical if canonical == address => (address, 0),
            canonical => (canonical, 96),
        };
        let bits = bits.checked_sub(before).filter(|bits| *bits <= width - before).ok_or(WRONG)?;
        Ok(Self { address, bits })
    }
}

/// The visitor's address. Anybody can write `X-Forwarded-For`, so it is read from a trusted proxy alone, and from its
/// end: each proxy adds the address that it saw.
pub(crate) fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.has(address));
    let mut visitor = peer.to_canonical();
    let lines: Vec<&[u8]> = headers.get_all("x-forwarded-for").iter().map(HeaderValue::as_bytes).collect();
    for told in lines.iter().rev().flat_map(|line| line.rsplit(|byte| *byte == b',')) {
        if !is_trusted(visitor) {
            break;
        }
        // What a trusted proxy has not understood either is nobody's address.
        let Some(told) = std::str::from_utf8(told).ok().and_then(|told| told_address(told.trim())) else {
            break;
        };
        visitor = told.to_canonical();
    }
    visitor
}

/// An address as proxies write it: alone, in brackets, or with the port from which the visitor came (Azure's gateways).
fn told_address(text: &str) -> Option<IpAddr> {
    let alone = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    alone.parse().ok().or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(peer: &str, forwarded: &[&str], expected: &str) {
        let trusted =
            ["127.0.0.1", "10.0.0.0/8", "2001:db8::/32"].map(|text| text.parse().expect("a network"));
        let mut headers = HeaderMap::new();
        for line in forwarded {
            let line = HeaderValue::from_bytes(line.as_bytes()).expect("a header");
            headers.append("x-forwarded-for", line);
        }
        let seen = address(peer.parse().expect("an address"), &headers, &trusted);
        assert_eq!(seen.to_string(), expected, "{peer} {forwarded:?}");
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        check("192.0.2.1", &[], "192.0.2.1");
        check("192.0.2.1", &["198.51.100.1"], "192.0.2.1");
        check("127.0.0.1", &["198.51.100.1"], "198.51.100.1");
        check("::ffff:127.0.0.1", &["198.51.100.1"], "198.51.100.1");
        check("127.0.0.1", &["203.0.113.9, 198.51.100.1"], "198.51.100.1");
        check("127.0.0.1", &["198.51.100.1, 10.1.2.3"], "198.51.100.1");
        check("127.0.0.1", &["203.0.113.9", "198.51.100.1", "10.1.2.3"], "198.51.100.1");
        check("2001:db8::7", &["2001:db9::1"], "2001:db9::1");
        check("127.0.0.1", &["198.51.100.1, nonsense"], "127.0.0.1");
        check("127.0.0.1", &[""], "127.0.0.1");
        check("127.0.0.1", &["198.51.100.1:4711"], "198.51.100.1");
        check("127.0.0.1", &["[2001:db9::1]:4711"], "2001:db9::1");
        check("127.0.0.1", &["203.0.113.9:80, [2001:db9::1], 10.1.2.3:4711"], "2001:db9::1");
        check("127.0.0.1", &["198.51.100.1:99999"], "127.0.0.1");
        check("10.255.0.1", &["10.0.0.1"], "10.0.0.1");
        // A visitor may have written anything before what the proxy adds.
        check("127.0.0.1", &["é, 198.51.100.1"], "198.51.100.1");
        check("127.0.0.1", &["198.51.100.1, é"], "127.0.0.1");
    }

    #[test]
    fn networks_are_read() {
        for wrong in [
            "",
            "x",
            "10.0.0.0/33",
            "2001:db8::/129",
            "10.0.0.0/-1",
            "10.0.0.0/",
            // A little more than all of IPv4, which no visitor has an address of.
            "::ffff:10.0.0.1/95",
        ] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
        // RFC 4291 §2.5.5.2: the last 32 bits are those of IPv4.
        for (mapped, plain) in [
            ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("::ffff:a00:0/128", "10.0.0.0/32"),
            ("::ffff:0.0.0.0/96", "0.0.0.0/0"),
        ] {
            assert_eq!(mapped.parse::<Network>(), plain.parse(), "{mapped}");
        }
        let all: Network = "0.0.0.0/0".parse().expect("a network");
        assert!(all.has("255.1.2.3".parse().expect("an address")));
        assert!(!all.has("::1".parse().expect("an address")));
    }
}
