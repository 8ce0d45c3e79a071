"""Weights of a language model of the llama kind, tiny and random: what comes out is rubbish, and everything else is real.

    python tests/peers/tiny_weights.py FILE

With them llama.cpp's server counts tokens, cuts off at a limit and holds answers to a JSON Schema as with any model.
"""

import string
import sys

import gguf
import numpy as np

WIDTH, LAYERS, HEADS, CONTEXT = 64, 2, 4, 8192
WORDS = "the of and to in a is was for on that with as by at from it an port union dockers agreement said chair".split()
MARKS = ['",', '":', '"]', '"}', '{"', '["', "],", "},", "}]", "null", "true", "false"]
SPACE = "\u2581"  # as SentencePiece writes the space before a word
BYTES = 3  # where the tokens of single bytes begin
BIAS = 8.0  # constant first column of every embedding, so that the first column of the output is a bias by token

single = [chr(code) for code in range(33, 127)]
written = [*single, SPACE, *(SPACE + word for word in WORDS), *MARKS]
tokens = [
    b"<unk>",
    b"<s>",
    b"</s>",
    *(b"<0x%02X>" % value for value in range(256)),
    *(word.encode() for word in written),
]
kinds = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL]
kinds += [gguf.TokenType.BYTE] * 256 + [gguf.TokenType.NORMAL] * len(written)
scores = [0.0] * (BYTES + 256) + [-float(place) for place in range(len(written))]
random = np.random.default_rng(1)


def drawn(*shape: int, spread: float = 0.2) -> np.ndarray:
    """Draw a matrix."""
    return (random.standard_normal(shape) * spread).astype(np.float32)


def output() -> np.ndarray:
    """The output matrix: bytes that are no text never come, letters and words do."""
    matrix = drawn(len(tokens), WIDTH, spread=0.15)
    matrix[:, 0] = 0.0
    matrix[BYTES : BYTES + 256, 0] = -4.0
    for place, word in enumerate(written):
        matrix[BYTES + 256 + place, 0] = 0.3 if word[0] == SPACE or word in string.punctuation else 0.0
    return matrix


writer = gguf.GGUFWriter(sys.argv[1], "llama")
writer.add_name("tiny-random")
writer.add_context_length(CONTEXT)
writer.add_embedding_length(WIDTH)
writer.add_block_count(LAYERS)
writer.add_feed_forward_length(2 * WIDTH)
writer.add_head_count(HEADS)
writer.add_head_count_kv(HEADS)
writer.add_rope_dimension_count(WIDTH // HEADS)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_vocab_size(len(tokens))
writer.add_file_type(gguf.LlamaFileType.ALL_F32)
writer.add_tokenizer_model("llama")
writer.add_token_list(tokens)
writer.add_token_scores(scores)
writer.add_token_types(kinds)
writer.add_bos_token_id(1)
writer.add_eos_token_id(2)
writer.add_unk_token_id(0)
writer.add_add_bos_token(True)
writer.add_chat_template("{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant:")

embedding = drawn(len(tokens), WIDTH, spread=1.0)
embedding[:, 0] = BIAS
writer.add_tensor("token_embd.weight", embedding)
writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
writer.add_tensor("output.weight", output())
for layer in range(LAYERS):
    name = f"blk.{layer}."
    for norm in ("attn_norm", "ffn_norm"):
        writer.add_tensor(f"{name}{norm}.weight", np.ones(WIDTH, np.float32))
    for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
        writer.add_tensor(f"{name}{part}.weight", drawn(WIDTH, WIDTH))
    writer.add_tensor(f"{name}ffn_gate.weight", drawn(2 * WIDTH, WIDTH))
    writer.add_tensor(f"{name}ffn_up.weight", drawn(2 * WIDTH, WIDTH))
    writer.add_tensor(f"{name}ffn_down.weight", drawn(WIDTH, 2 * WIDTH))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
