"""all-MiniLM-L6-v2: its base weights, its torch encoder, its ONNX graph."""
