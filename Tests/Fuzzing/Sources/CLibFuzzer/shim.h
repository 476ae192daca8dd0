#pragma once
#include <stddef.h>
#include <stdint.h>

/* libFuzzer's own loop, which the compiler links in with -sanitize=fuzzer; compiler-rt has no header for it. */
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
