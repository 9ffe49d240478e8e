//! Any bytes as a plain text: `cargo +nightly fuzz run read_text ../testdata/read`

#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_read::{Input, read};

fuzz_target!(|bytes: &[u8]| {
    if let Ok((account, warnings)) = read(Input { path: "fuzz.txt", bytes }) {
        let mut at = 0;
        for block in &account.blocks {
            assert!(account.text[at..block.span.start].trim().is_empty(), "text between blocks");
            assert_eq!(block.span.trimmed(&account.text), block.span, "not trimmed");
            at = block.span.end;
        }
        assert!(account.text[at..].trim().is_empty(), "text after the last block");
        for span in warnings.iter().filter_map(|warning| warning.span) {
            let _ = span.of(&account.text);
        }
    }
});
