//! Any bytes as a web page: `cargo +nightly fuzz run read_html ../testdata/read`

#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_read::{Input, read};

fuzz_target!(|bytes: &[u8]| {
    if let Ok((account, _)) = read(Input { path: "fuzz.html", bytes }) {
        let mut at = 0;
        for block in &account.blocks {
            assert!(account.text[at..block.span.start].trim().is_empty(), "text between blocks");
            at = block.span.end;
        }
        assert!(account.text[at..].trim().is_empty(), "text after the last block");
    }
});
