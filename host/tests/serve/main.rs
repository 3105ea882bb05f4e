//! What `ran serve` answers, request by request.
//!
//! A case is a request as it goes over the wire, and the lines that must stand in the answer: the status first, then
//! headers (`name: value`, or `name: -` for one that must be missing), then `| ` and a piece of the body.

mod events;
mod site;

use site::{Answer, Site};

#[track_caller]
fn check(site: &Site, request: &str, expected: &[&str]) -> Answer {
    let answer = site.ask(request);
    let request: String = request.chars().take(200).collect();
    let (status, lines) = expected.split_first().expect("a case names a status");
    assert_eq!(&answer.status.to_string(), status, "{request}\n{answer:#?}");
    for line in lines {
        if let Some(piece) = line.strip_prefix("| ") {
            assert!(answer.body.contains(piece), "{request}: no {piece:?} in\n{answer:#?}");
            continue;
        }
        let (name, value) = line.split_once(": ").expect("a header is `name: value`");
        assert_eq!(answer.header(name).unwrap_or("-"), value, "{request}: {name}\n{answer:#?}");
    }
    answer
}

#[test]
fn kit() {
    let site = Site::start();
    let open = ["access-control-allow-origin: *", "cross-origin-resource-policy: cross-origin"];
    for (request, expected) in [
        (
            "GET /kit/v1/ran.js",
            &[
                "200",
                "content-type: text/javascript; charset=utf-8",
                "cache-control: no-cache",
                "vary: accept-encoding",
                "content-encoding: -",
                "x-content-type-options: nosniff",
                "| // loader",
            ][..],
        ),
        (
            "GET /kit/v1/ran.js\naccept-encoding: gzip, br",
            &["200", "content-encoding: br", "vary: accept-encoding", "| BR"],
        ),
        ("GET /kit/v1/ran.js\naccept-encoding: gzip", &["200", "content-encoding: gzip", "| GZ"]),
        ("GET /kit/v1/ran.js\naccept-encoding: br;q=0", &["200", "content-encoding: -", "| // loader"]),
        (
            "GET /kit/v1/0123456789abcdef/core.wasm",
            &["200", "content-type: application/wasm", "cache-control: public, max-age=31536000, immutable"],
        ),
        (
            "GET /kit/0.1.0/ran.js",
            &[
                "200",
                "content-type: text/javascript; charset=utf-8",
                "cache-control: public, max-age=31536000, immutable",
            ],
        ),
        ("GET /kit/0.1.0/embed.html", &["200", "cache-control: no-cache"]),
        ("GET /kit/v1/feed.schema.json", &["200", "content-type: application/json"]),
        ("GET /kit/v1/missing.js", &["404", "cache-control: no-cache"]),
        ("GET /kit/v1/0123456789abcdef/missing.wasm", &["404", "cache-control: no-cache"]),
        ("GET /kit/0.1.0/missing.js", &["404", "cache-control: no-cache"]),
        ("POST /kit/v1/ran.js", &["405", "allow: GET,HEAD"]),
    ] {
        check(&site, request, &[expected, &open].concat());
    }
    check(&site, "GET /kit/9.9.9/ran.js", &["404"]);
    let location = "location: /kit/v1/embed.html?widget=member-badge&member=a%26b";
    check(
        &site,
        "GET /embed.html?widget=member-badge&member=a%26b",
        &["307", location, "cache-control: no-cache"],
    );
}

#[test]
fn head_has_the_headers_and_no_body() {
    let site = Site::start();
    for address in ["/kit/v1/ran.js", "/feed.json", "/kit/v1/embed.html", "/", "/healthz"] {
        let full = site.ask(&format!("GET {address}"));
        let head = site.ask(&format!("HEAD {address}"));
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{address}");
        assert_eq!(head.header("content-length"), full.header("content-length"), "{address}");
        assert_eq!(head.header("etag"), full.header("etag"), "{address}");
    }
}

#[test]
fn an_unchanged_file_is_not_sent_again() {
    let site = Site::start();
    for address in [
        "/kit/v1/ran.js",
        "/kit/0.1.0/ran.js",
        "/feed.json",
        "/kit/v1/embed.html",
        "/kit/0.1.0/embed.html",
        "/",
    ] {
        let first = check(&site, &format!("GET {address}"), &["200"]);
        let tag = first.header("etag").expect("an ETag");
        // What is compressed on the way has one tag for all its forms, and they have not the same bytes.
        assert_eq!(tag.starts_with("W/\""), address == "/feed.json", "{address}: {tag}");
        let same = ["304", &format!("etag: {tag}"), "vary: accept-encoding"];
        let again = check(&site, &format!("GET {address}\nif-none-match: {tag}"), &same);
        assert_eq!(again.body, "", "{address}");
        for name in ["access-control-allow-origin", "cross-origin-resource-policy", "cache-control"] {
            assert_eq!(again.header(name), first.header(name), "{address}: {name}");
        }
        check(&site, &format!("GET {address}\nif-none-match: \"other\""), &["200"]);
    }
}

/// RFC 9110 §13.1.5 and §14.2: a part only of what the visitor has the rest of, and all of it rather than a mistake.
#[test]
fn parts() {
    let site = Site::start();
    let tag = site.ask("GET /style.css").header("etag").expect("an ETag").to_owned();
    let date = site.ask("GET /style.css").header("last-modified").expect("a date").to_owned();
    for (headers, expected) in [
        ("range: bytes=0-0", &["206", "content-range: bytes 0-0/4", "content-length: 1"][..]),
        ("range: bytes=2-", &["206", "content-range: bytes 2-3/4", "| {}"]),
        ("range: bytes=-2", &["206", "content-range: bytes 2-3/4", "| {}"]),
        ("range: Bytes=2-3", &["206", "content-range: bytes 2-3/4"]),
        ("range: bytes=-9", &["200", "| a {}"]),
        ("range: bytes=2-99999999999999999999", &["206", "content-range: bytes 2-3/4"]),
        ("range: bytes=-99999999999999999999", &["200", "| a {}"]),
        ("range: bytes=00-03", &["206", "content-range: bytes 0-3/4"]),
        ("range: bytes=9-", &["416", "content-range: bytes */4"]),
        ("range: bytes=99999999999999999999-", &["416", "content-range: bytes */4"]),
        ("range: pages=1-2", &["200", "content-range: -", "| a {}"]),
        ("range: bytes", &["200", "| a {}"]),
        ("range: bytes=x-", &["200", "| a {}"]),
        ("range: bytes=3-2", &["200", "| a {}"]),
        ("range: bytes=-", &["200", "| a {}"]),
        ("range: bytes=0-0,2-3", &["200", "| a {}"]),
        ("range: bytes=0-0\nrange: bytes=2-3", &["200", "| a {}"]),
        ("range: bytes=2-\nif-range: TAG", &["206", "| {}"]),
        ("range: bytes=9-\nif-range: TAG", &["416"]),
        ("range: bytes=2-\nif-range: \"other\"", &["200", "content-range: -", "| a {}"]),
        ("range: bytes=9-\nif-range: \"other\"", &["200", "| a {}"]),
        ("range: bytes=2-\nif-range: W/TAG", &["200", "| a {}"]),
        // A file may change twice in a second.
        ("range: bytes=2-\nif-range: DATE", &["200", "| a {}"]),
        ("if-range: \"other\"", &["200", "| a {}"]),
    ] {
        let headers = headers.replace("TAG", &tag).replace("DATE", &date);
        check(&site, &format!("GET /style.css\n{headers}"), expected);
    }
    check(&site, "HEAD /style.css\nrange: bytes=0-0", &["200", "content-length: 4"]);
    check(&site, "GET /kit/v1/ran.js\nrange: bytes=0-1\nif-range: \"other\"", &["200", "| // loader"]);
    check(&site, "GET /feed.json\nrange: bytes=0-1\nif-range: \"other\"", &["200", "| {\"version\""]);
}

#[test]
fn the_feed_is_read_anew() {
    let site = Site::start();
    let headers = [
        "200",
        "content-type: application/json",
        "cache-control: no-cache",
        "access-control-allow-origin: *",
        "access-control-expose-headers: age,date,etag",
        "cross-origin-resource-policy: cross-origin",
    ];
    let first = check(&site, "GET /feed.json", &headers);
    assert_eq!(first.body, "{\"version\":1}");
    site.write("feed.txt", "{\"version\":1,\"members\":[]}");
    let tag = first.header("etag").expect("an ETag");
    let second = check(&site, &format!("GET /feed.json\nif-none-match: {tag}"), &headers);
    assert_eq!(second.body, "{\"version\":1,\"members\":[]}");

    // It is compressed as it is asked for, and then known by a weak tag.
    let long = format!("{{\"version\":1,\"members\":[{}]}}", " ".repeat(10_000));
    site.write("feed.txt", &long);
    for coding in ["br", "gzip"] {
        let request = format!("GET /feed.json\naccept-encoding: {coding}");
        let coded =
            check(&site, &request, &["200", &format!("content-encoding: {coding}"), "vary: accept-encoding"]);
        assert!(coded.body.len() < 1_000, "{coding}: {} bytes", coded.body.len());
        let tag = coded.header("etag").expect("an ETag");
        assert!(tag.starts_with("W/\""), "{coding}: {tag}");
        // RFC 9110 §15.4.5: the tag that the 200 would have.
        check(&site, &format!("{request}\nif-none-match: {tag}"), &["304", &format!("etag: {tag}")]);
    }
    assert_eq!(check(&site, "GET /feed.json", &["200", "content-encoding: -"]).body, long);
    site.remove("feed.txt");
    check(&site, "GET /feed.json", &["404", "access-control-allow-origin: *", "content-type: -"]);
}

#[test]
fn other_origins_may_ask_conditionally() {
    let site = Site::start();
    let preflight = "OPTIONS /feed.json\norigin: https://town.example.jp\naccess-control-request-method: GET\n\
                     access-control-request-headers: if-none-match";
    check(
        &site,
        preflight,
        &[
            "200",
            "access-control-allow-origin: *",
            "access-control-allow-methods: GET,HEAD",
            "access-control-allow-headers: accept,cache-control,if-modified-since,if-none-match",
            "vary: -",
        ],
    );
}

#[test]
fn pages() {
    let site = Site::start();
    let own = ["x-content-type-options: nosniff", "access-control-allow-origin: -"];
    for (request, expected) in [
        (
            "GET /",
            &["200", "content-type: text/html; charset=utf-8", "cache-control: no-cache", "| index"][..],
        ),
        ("GET /?utm=1", &["200", "| index"]),
        ("GET /town/", &["200", "| 町のページ"]),
        ("GET /town", &["307", "location: /town/"]),
        // Another host, to a browser that is led there.
        ("GET //town", &["404", "location: -", "| ページが見つかりません"]),
        ("GET /style.css", &["200", "content-type: text/css; charset=utf-8"]),
        ("GET /empty/", &["404", "| ページが見つかりません"]),
        ("GET /nothing", &["404", "content-type: text/html; charset=utf-8", "| ページが見つかりません"]),
        ("GET /kit/", &["404", "| ページが見つかりません"]),
        ("POST /", &["405", "allow: GET,HEAD"]),
        ("DELETE /town/", &["405"]),
    ] {
        check(&site, request, &[expected, &own].concat());
    }
    // As a proxy is asked (RFC 9112 §3.2.2): nobody is led to a host because they have named it.
    let asked = "GET http://elsewhere.example/town HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    assert_eq!(site.send(asked).header("location"), Some("/town/"));
}

#[test]
fn policies() {
    let site = Site::start();
    let promised = [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ];
    for (address, own) in [
        ("/", &["connect-src 'self'", "img-src 'self' data:", "frame-ancestors 'self'"][..]),
        ("/nothing", &["connect-src 'self'"]),
        ("/kit/v1/embed.html", &["connect-src 'self' https:", "img-src 'self' data: https:"]),
    ] {
        let answer = site.ask(&format!("GET {address}"));
        let policy = answer.header("content-security-policy").expect("a policy");
        let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
        for directive in promised.iter().chain(own) {
            assert!(directives.contains(directive), "{address}: {directive} is not in {policy}");
        }
    }
    let embed = site.ask("GET /kit/0.1.0/embed.html");
    assert!(!embed.header("content-security-policy").unwrap_or_default().contains("frame-ancestors"));
    assert_eq!(site.ask("GET /kit/v1/ran.js").header("content-security-policy"), None);
}

#[test]
fn nothing_outside_or_hidden_is_served() {
    let site = Site::start();
    for path in [
        "/../feed.txt",
        "/..%2ffeed.txt",
        "/%2e%2e/feed.txt",
        "/town/../../feed.txt",
        "/..%5cfeed.txt",
        "//../feed.txt",
        "/kit/v1/../../feed.txt",
        "/kit/v1/%2e%2e/feed.txt",
        "/.git/config",
        "/%2egit/config",
        "/town/.secret",
        "/town/%00",
        "/kit/v1/.cache",
    ] {
        let answer = site.ask(&format!("GET {path}"));
        assert_eq!(answer.status, 404, "{path}: {answer:#?}");
    }
    check(&site, "GET /.well-known/security.txt", &["200", "| Contact"]);
}

/// Else whoever guesses hears when a guess is right.
#[test]
fn what_is_hidden_is_answered_as_what_is_not_there() {
    let site = Site::start();
    let (name, path) = ("x".repeat(253), "x/".repeat(2_000));
    for (missing, others) in [
        (
            "/nothing",
            &["/.env", "/%2eenv", "/.git/config", "/sign-ups.db", "/sign-ups.db-wal", &name, &path][..],
        ),
        ("/town/nothing", &["/town/.secret", "/town/%00", "/town/%ff", &format!("/town/{name}")]),
        ("/kit/v1/nothing.js", &["/kit/v1/.cache", &format!("/kit/v1/{name}"), &format!("/kit/v1/{path}")]),
        ("/kit/0.1.0/nothing.js", &["/kit/0.1.0/.cache"]),
    ] {
        for request in ["GET PATH", "HEAD PATH", "POST PATH", "GET PATH\naccept-encoding: br, gzip"] {
            let said = |path: &str| {
                let mut answer = site.ask(&request.replace("PATH", path));
                answer.headers.retain(|(name, _)| name != "date");
                format!("{answer:?}")
            };
            let expected = said(missing);
            for other in others {
                assert_eq!(
                    said(&format!("/{}", other.trim_start_matches('/'))),
                    expected,
                    "{request}: {other}"
                );
            }
        }
    }
}

/// RFC 9112 §3.2.
#[test]
fn a_request_names_its_host_once() {
    let site = Site::start();
    for (request, status) in [
        ("GET / HTTP/1.1\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nhost: a\r\nhost: a\r\n\r\n", "400"),
        ("GET http://a/ HTTP/1.1\r\n\r\n", "400"),
        ("GET /healthz HTTP/1.1\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", "200"),
        ("GET / HTTP/1.1\r\nhost: a b\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nhost: a/b\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nhost: ran@a\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nhost: 例.jp\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nhost: a_b.example:80\r\nconnection: close\r\n\r\n", "200"),
        ("GET / HTTP/1.1\r\nhost: [::1]:8787\r\nconnection: close\r\n\r\n", "200"),
        ("GET / HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n", "200"),
        ("GET / HTTP/1.0\r\n\r\n", "200"),
    ] {
        let answer = site.send(request);
        assert_eq!(answer.status.to_string(), status, "{request:?}: {answer:#?}");
        assert_eq!(
            answer.header("connection") == Some("close"),
            status == "400" || request.contains("close"),
            "{request:?}: {answer:#?}"
        );
    }
}

#[test]
fn too_much_is_refused() {
    let site = Site::start();
    let long = "x".repeat(100_000);
    let many = (0..80).map(|n| format!("\nx-{n}: 1")).collect::<String>();
    check(&site, &format!("GET /\nx-long: {long}"), &["431"]);
    check(&site, &format!("GET /{many}"), &["431"]);
    check(&site, "POST /\ncontent-length: 70000", &["413"]);
    check(&site, "GET /healthz", &["200", "cache-control: no-store", "| ok"]);
}
