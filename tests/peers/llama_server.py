"""llama.cpp's own HTTP server, from the wheel that brings it; run in the environment that holds it.

python tests/peers/llama_server.py WEIGHTS PORT [CONTEXT]
"""

import sys
import time

import xllamacpp

CONTEXT = 32_768  # tokens, shared by the slots
SLOTS = 4

parameters = xllamacpp.CommonParams()
parameters.model.path, parameters.port = sys.argv[1], int(sys.argv[2])
parameters.n_ctx, parameters.n_parallel = int(sys.argv[3]) if len(sys.argv) > 3 else CONTEXT, SLOTS
parameters.cpuparams.n_threads, parameters.warmup = 1, False
server = xllamacpp.Server(parameters)  # on loopback; it serves while this object lives
while True:
    time.sleep(3600)
