#pragma once
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// One reusable parser: the buffers behind it grow with the largest document seen.
typedef struct csimdjson_parser csimdjson_parser;

/// Why a text was refused.
enum csimdjson_refusal {
    csimdjson_accepted,
    csimdjson_syntax,   ///< no JSON
    csimdjson_utf8,     ///< no UTF-8
    csimdjson_number,   ///< a number that is malformed, or beyond 64 bits or a double
    csimdjson_depth,    ///< nested too deeply
    csimdjson_repeated, ///< a name twice in one object
    csimdjson_memory,   ///< no memory, or beyond 4 GiB
};

/// What one parse left behind. Valid until the next parse or destroy of the same parser.
typedef struct {
    const uint64_t *tape;        ///< simdjson's tape; tape[0] is the root
    const uint8_t *strings;      ///< unescaped strings: uint32 length, bytes, NUL
    const uint32_t *structurals; ///< source offset of every { } [ ] : , and of every value's start
    uint32_t structural_count;
    int32_t refusal;
} csimdjson_tape;

/// Bytes that must be readable (not meaningful) after the document.
enum { csimdjson_padding = 64 };

/// Null without memory.
csimdjson_parser *csimdjson_create(size_t capacity, size_t max_depth);
void csimdjson_destroy(csimdjson_parser *parser);
csimdjson_tape csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t count);

/// Gives memory back after a large document; false without memory even for that.
int csimdjson_shrink(csimdjson_parser *parser, size_t capacity);
/// Bytes of text that fit without growing.
size_t csimdjson_capacity(const csimdjson_parser *parser);

#ifdef __cplusplus
}
#endif
