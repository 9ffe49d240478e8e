//! How long a sequence takes: `cargo bench -p rashomon-encoder`. The weights are read from `models/` at run time.

use std::path::Path;

use divan::Bencher;
use divan::counter::ItemsCount;
use rashomon_encoder::Model;

fn main() {
    divan::main();
}

/// The newest weights whose folder's name starts so.
fn bytes(kind: &str) -> &'static [u8] {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let folders = std::fs::read_dir(models)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let newest = folders
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(kind))
        .max();
    std::fs::read(newest.unwrap().join("model.onnx")).unwrap().leak()
}

/// The weights that hold the table of words.
fn words() -> Model {
    Model::load(bytes("sentences-")).unwrap()
}

/// Pieces a second, by the length of the sequence.
#[divan::bench(args = [16, 64, 256])]
fn tagging(bencher: Bencher<'_, '_>, length: usize) {
    let model = Model::load_beside(bytes("attribution-l6"), &words()).unwrap();
    let ids: Vec<i32> = (0..length as i32).map(|i| 1000 + 97 * i % 20_000).collect();
    let features = vec![1; length];
    bencher
        .counter(ItemsCount::new(length))
        .bench_local(|| model.encode(&ids, &features).unwrap());
}

/// Weights from the file's bytes.
#[divan::bench]
fn loading(bencher: Bencher<'_, '_>) {
    let (bytes, words) = (bytes("attribution-l6"), words());
    bencher.bench_local(|| Model::load_beside(bytes, &words).unwrap());
}
