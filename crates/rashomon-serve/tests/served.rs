//! The app as browsers and attackers meet it: what it answers, what it refuses, what hostile text becomes.

#[path = "served/desk.rs"]
mod desk;
#[path = "../../rashomon-case/tests/made/mod.rs"]
mod made;

use std::time::{Duration, Instant};

use desk::Served;

const NORTH: &str = "Talks end\n\nAnna Lund said: “We agreed on 12 ships in the Strait.”\nErik Berg said: “Fees must fall.”\nErik Berg said: “The Quota stays.”\n";
const SOUTH: &str = "Berg on fees\n\nAnna Lund said: “We agreed on 10 ships in the Strait.”\nErik Berg said: “Fees will fall.”\n";
const EVIL: &str = "<script>alert(1)</script>\n\n<img src=x onerror=alert(2)> said: “We <b>agreed</b> on \u{202e}99 ships\u{202c} in the Strait \u{1b}[2J\u{7}.”\n\"><i onload='x said: “Fees </textarea></title><script>alert(3)</script>.”\nAnna Lund said: “We <script>alert(6)</script> on 7 ships in the Strait.”\n";

/// Every page, for a case of an account `north`.
const PAGES: [&str; 25] = [
    "/",
    "/ledger",
    "/ledger?group=side",
    "/accounts",
    "/account/north",
    "/account/evil",
    "/statements",
    "/statement/north/s1",
    "/statement/evil/s1",
    "/threads",
    "/thread/th1",
    "/discrepancies",
    "/discrepancy/d1",
    "/omissions",
    "/people",
    "/actor/p0",
    "/positions",
    "/events",
    "/timeline",
    "/search?q=%3Cscript%3E",
    "/add",
    "/log",
    "/settings",
    "/exports",
    "/help",
];

#[test]
fn hostile_text_is_shown_as_text_on_every_page_and_in_every_export() {
    let served = Served::with_accounts(&[("north", NORTH), ("evil", EVIL)]);
    let note = [("value", "</p><script>alert(4)</script>\u{202e}")];
    assert_eq!(served.judge("statement/evil/s1", "note", &note).status, 303);
    let renamed = [("value", "<script>alert(5)</script>")];
    assert_eq!(served.judge("issue/Strait", "rename", &renamed).status, 303);
    for page in PAGES {
        let got = served.get(page);
        assert_eq!(got.status, 200, "{page}");
        let body = got.body;
        for bad in [
            "<script>alert",
            "<img src=x",
            "<b>agreed",
            "<i onload",
            "\u{202e}",
            "\u{1b}",
            "\u{7}",
            "<b>bold",
        ] {
            assert!(!body.contains(bad), "{page} holds {bad:?}");
        }
        assert!(
            !body.contains(" style=") && !body.contains(" onclick="),
            "{page} has something inline"
        );
        assert_eq!(
            body.matches("<script").count(),
            body.matches("<script src=\"/").count(),
            "{page}"
        );
        let policy = &got.headers["content-security-policy"];
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!(got.headers["x-content-type-options"], "nosniff");
    }
    for name in rashomon_serve::formats() {
        let got = served.get(&format!("/export/{name}"));
        assert_eq!(got.status, 200, "{name}");
        assert!(
            got.headers["content-disposition"].starts_with("attachment; filename=\""),
            "{name}"
        );
        if !name.contains("json")
            && !name.ends_with("csv")
            && !name.ends_with("zip")
            && !name.ends_with("qdpx")
        {
            assert!(!got.body.contains("<script>alert"), "{name}");
        }
    }
    let original = served.get("/export/original?account=evil");
    assert_eq!(
        (original.headers["content-type"].as_str(), original.body.as_str()),
        ("application/octet-stream", EVIL)
    );
}

#[test]
fn requests_from_elsewhere_change_nothing() {
    let served = Served::with_accounts(&[("north", NORTH), ("south", SOUTH)]);
    let own = format!("http://{}", served.host());
    let csrf = served.csrf.clone();
    let fields = [("csrf", csrf.as_str()), ("name", "evil"), ("text", "Evil words")];
    let before = served.get("/").body;
    let refused = |headers: &[(&str, &str)], fields: &[(&str, &str)]| {
        let got = served.post_from("/add/paste", fields, headers);
        assert_eq!(got.status, 403, "{headers:?}");
        assert!(!got.body.contains("north"), "nothing of the case is told");
    };
    refused(&[("Origin", "http://evil.example")], &fields);
    refused(&[("Origin", "null")], &fields);
    refused(&[], &fields);
    refused(&[("Origin", &own), ("Sec-Fetch-Site", "cross-site")], &fields);
    refused(&[("Origin", &own)], &fields[1..]);
    refused(
        &[("Origin", &own)],
        &[("csrf", "0"), ("name", "evil"), ("text", "Evil words")],
    );
    for path in [
        "/judge",
        "/undo",
        "/redo",
        "/settings",
        "/merge",
        "/account/north/remove",
        "/restore",
        "/add/upload",
        "/add/address",
    ] {
        assert_eq!(
            served
                .post_from(path, &fields, &[("Origin", "http://evil.example")])
                .status,
            403,
            "{path}"
        );
    }
    let elsewhere = [("Host", "evil.example"), ("Cookie", served.cookies.as_str())];
    assert_eq!(served.ask("GET", "/", &elsewhere, b"").status, 403);
    let port = format!("evil.example:{}", served.address.port());
    assert_eq!(
        served.ask("GET", "/", &[("Host", port.as_str())], b"").status,
        403
    );
    assert_eq!(served.get("/").body, before);
    assert!(served.cookies.starts_with("rashomon-"));
    let set = served.ask("GET", "/", &[("Host", &served.host())], b"").headers["set-cookie"].clone();
    assert!(
        set.contains("HttpOnly") && set.contains("SameSite=Strict"),
        "{set}"
    );
}

#[test]
fn with_a_token_nothing_is_told_without_it() {
    let mut served = Served::start(Some("abcdefgh12345678"));
    for path in [
        "/",
        "/app.css",
        "/progress",
        "/export/comparison.json",
        "/?token=wrong",
    ] {
        assert_eq!(served.get(path).status, 403, "{path}");
    }
    let swapped = served.get("/?token=abcdefgh12345678");
    assert_eq!((swapped.status, swapped.headers["location"].as_str()), (303, "/"));
    let key = swapped.headers["set-cookie"]
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    served.cookies = key.clone();
    let first = served.get("/add");
    assert_eq!(first.status, 200);
    served.cookies = format!(
        "{key}; {}",
        first.headers["set-cookie"].split(';').next().unwrap()
    );
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn decisions_are_made_and_taken_back() {
    let served = Served::with_accounts(&[("north", NORTH), ("south", SOUTH)]);
    assert!(served.get("/ledger").body.contains("contradicted"));
    assert_eq!(
        served
            .judge("discrepancy/d1", "reject", &[("back", "/discrepancies#d1")])
            .headers["location"],
        "/discrepancies#d1"
    );
    let body = served.get("/discrepancies").body;
    assert!(
        body.contains("✕ rejected") && body.contains("Discrepancy rejected."),
        "{body}"
    );
    assert!(
        served
            .get("/discrepancies?state=open")
            .body
            .contains("0 discrepancies")
    );
    assert!(
        !served
            .get("/export/comparison.json")
            .body
            .contains("12 against 10")
    );
    assert_eq!(served.post("/undo", &[]).status, 303);
    assert!(
        served
            .get("/export/comparison.json")
            .body
            .contains("12 against 10")
    );
    assert_eq!(served.post("/redo", &[]).status, 303);
    assert!(
        !served
            .get("/export/comparison.json")
            .body
            .contains("12 against 10")
    );
    assert_eq!(
        served
            .judge("statement/north/s3", "speaker", &[("value", "Ada  Quill")])
            .status,
        303
    );
    assert!(served.get("/statement/north/s3").body.contains("Ada Quill"));
    let words = [("value", "The\nQuota")];
    assert_eq!(served.judge("statement/north/s3", "words", &words).status, 303);
    assert_eq!(
        served
            .judge("statement/north/s3", "words", &[("value", "not there")])
            .status,
        422
    );
    let joined = served.judge("thread/th1", "join", &[("value", "thread/th2")]);
    assert_eq!(joined.status, 303);
    assert!(served.get("/threads").body.contains("1 thread"));
    assert_eq!(served.judge("thread/th9", "accept", &[]).status, 404);
    let stale = [
        ("part", "thread/th1"),
        ("generation", "999999"),
        ("ruling", "accept"),
    ];
    assert_eq!(served.post("/judge", &stale).status, 409);
    let missed = [
        ("words", "Talks end"),
        ("speaker", "The desk"),
        ("form", "indirect"),
    ];
    assert_eq!(served.post("/account/north/missed", &missed).status, 303);
    assert!(served.get("/statements?account=north").body.contains("The desk"));
}

#[test]
fn an_account_that_breaks_the_engine_stops_nothing_else() {
    let served = Served::start(None);
    served.paste("bad", "PANIC\n\nAnna Lund said: “No.”\n");
    served.paste("north", NORTH);
    served.paste("south", SOUTH);
    let begun = Instant::now();
    while !served.get("/").body.contains("Where to look first")
        || !served.get("/threads").body.contains("2 threads")
    {
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(served.get("/").body.contains("bad: the analysis failed"));
    let binary = served.post("/add/address", &[("address", "https://example.org")]);
    assert_eq!(binary.status, 422);
    assert!(binary.body.contains("fetches nothing"));
}

#[test]
fn accounts_are_taken_out_and_put_back() {
    let served = Served::with_accounts(&[("north", NORTH), ("south", SOUTH)]);
    assert_eq!(served.post("/account/south/remove", &[]).status, 303);
    served.settle();
    assert!(served.get("/threads").body.contains("0 threads"));
    assert_eq!(served.post("/restore", &[("account", "south")]).status, 303);
    served.settle();
    assert!(served.get("/threads").body.contains("2 threads"));
}
