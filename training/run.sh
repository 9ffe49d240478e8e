#!/bin/sh
# From data to weights: trains, exports, measures. Usage, in training/:
#   sh run.sh DATA SCORER WORK OUT
# DATA holds polnear/train and polnear/dev; WORK keeps checkpoints and may be used again to go on
# after a break; OUT receives model.onnx, tokenizer.json, config.json.
set -eu
data=${1:-../../shared/data} scorer=${2:-../../shared/score/attribution_score.py}
work=${3:-./work} out=${4:-../models/attribution-l6-2026-11}
# glibc: keep freed memory, since a step frees and asks for the same blocks again and again.
export MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=4000000000 MALLOC_TOP_PAD_=268435456
mkdir -p "$work"
python -m attribution.features_cases
python -m attribution.train --data "$data/polnear/train" --out "$work" --epochs 5
python -m attribution.export --weights "$work/weights.safetensors" --out "$work/export" --full
for file in model.fp32.onnx model.onnx; do
    echo "$file"
    python -m attribution.evaluate --model "$work/export" --file $file --gold "$data/polnear/dev" \
        --scorer "$scorer" --bootstrap 1000
done
mkdir -p "$out"
cp "$work/export/model.onnx" "$work/export/config.json" "$work/export/tokenizer.json" "$out/"
