#!/bin/sh
# From data to weights: trains, exports, measures. Usage, in training/:
#   sh run.sh DATA SCORER WORK ACCURATE FAST
# DATA holds polnear/train and polnear/dev, and may hold ecbplus/ and paraphrase/; WORK keeps
# checkpoints and may be used again to go on after a break; ACCURATE and FAST receive model.onnx,
# tokenizer.json, config.json.
set -eu
data=${1:-../../shared/data} scorer=${2:-../../shared/score/attribution_score.py} work=${3:-./work}
accurate=${4:-../models/attribution-l6-2026-11} fast=${5:-../models/attribution-l3-2026-11}
# glibc: keep freed memory, since a step frees and asks for the same blocks again and again.
export MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=4000000000 MALLOC_TOP_PAD_=268435456
articles=$data/polnear/train
mkdir -p "$work"
python -m attribution.features_cases

# Six layers from the annotators alone.
python -m attribution.train --data "$articles" --out "$work/first" --epochs 5

# The teacher: MPNet, twelve layers of 768, and its scores for everything that is learned from.
test -f "$work/mpnet/model.safetensors" || python -m mpnet.fetch "$work/mpnet"
python -m attribution.train --data "$articles" --out "$work/teacher" --mpnet "$work/mpnet" --frozen 3 \
    --epochs 2 --rate 8e-5 --faster 8 --average 0.99 --processes 1
for k in 1 2; do
    test -f "$work/soft/part-$k.npz" || python -m attribution.soften --data "$data" \
        --weights "$work/teacher/weights.safetensors" --out "$work/soft" --part $k/2
done

# Six layers, and three of them, from annotators and teacher.
python -m attribution.train --data "$articles" --soft "$work/soft" --start "$work/first/weights.safetensors" \
    --out "$work/accurate" --epochs 3 --rate 2e-4 --processes 1
python -m attribution.train --data "$articles" --soft "$work/soft" --start "$work/accurate/weights.safetensors" \
    --keep 012 --out "$work/fast" --epochs 4 --rate 3e-4 --processes 1

for tier in accurate fast; do
    python -m attribution.export --weights "$work/$tier/weights.safetensors" --out "$work/$tier/export" --full
    for file in model.fp32.onnx model.onnx; do
        echo "$tier $file"
        python -m attribution.evaluate --model "$work/$tier/export" --file $file --gold "$data/polnear/dev" \
            --scorer "$scorer" --bootstrap 1000
    done
done
mkdir -p "$accurate" "$fast"
for file in model.onnx config.json tokenizer.json; do
    cp "$work/accurate/export/$file" "$accurate/"
    cp "$work/fast/export/$file" "$fast/"
done
