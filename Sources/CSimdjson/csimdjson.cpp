#include "csimdjson.h"
#include <cstring>
#include <new>
#include <random>
#include <simdjson.h>
#include <vector>

static_assert(csimdjson_padding == simdjson::SIMDJSON_PADDING, "padding differs from the header");

// The public dom::parser hides the structural indexes, which say where each value stands in the text.
struct csimdjson_parser {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> implementation;
    simdjson::dom::document document;
    size_t max_depth;
    uint64_t seed;
    std::vector<uint32_t> names;

    simdjson::error_code reserve(size_t capacity) {
        if (auto error = implementation->set_capacity(capacity)) return error;
        return document.allocate(capacity);
    }
};

namespace {

constexpr uint64_t payload_mask = 0x00ffffffffffffffULL;
constexpr size_t few = 8;

// How many words a letter of the tape stands for; a table, since a jump to each letter's own code is mostly guessed
// wrong.
struct letters {
    uint8_t words[256];

    constexpr letters() : words{} {
        for (auto &count : words) count = 1;
        words['l'] = words['u'] = words['d'] = 2;
    }
};
constexpr letters meaning;

struct text {
    const uint8_t *start;
    uint32_t count;
    bool operator==(const text &other) const {
        return count == other.count && std::memcmp(start, other.start, count) == 0;
    }
};

struct reader {
    const uint64_t *tape;
    const uint8_t *strings;

    char kind(size_t index) const { return static_cast<char>(tape[index] >> 56); }

    size_t after(size_t index) const {
        auto letter = static_cast<uint8_t>(kind(index));
        if (letter == '{' || letter == '[') return static_cast<uint32_t>(tape[index]);
        return index + meaning.words[letter];
    }

    text string(uint64_t offset) const {
        uint32_t count;
        std::memcpy(&count, strings + offset, sizeof count);
        return {strings + offset + sizeof count, count};
    }
};

// Seeded, so that nobody can choose names that all meet in one place.
uint64_t hash(text name, uint64_t seed) {
    uint64_t value = seed ^ name.count;
    for (size_t offset = 0; offset < name.count; offset += 8) {
        uint64_t word = 0;
        std::memcpy(&word, name.start + offset, std::min<size_t>(8, name.count - offset));
        auto product = static_cast<unsigned __int128>(value ^ word ^ 0x9e3779b97f4a7c15ULL) *
                       (seed | 0x8000000000000001ULL);
        value = static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
    }
    return value;
}

// The names of an object of a few members, one after the other.
struct few_names {
    text seen[few];
    size_t count = 0;
    // Names that differ in length or first letter mostly have different marks, and need no look.
    uint64_t marks = 0;

    bool repeats(text name) {
        uint64_t mark = uint64_t(1) << ((name.count * 8 + *name.start) & 63);
        if (marks & mark) {
            for (size_t other = 0; other < count; other++)
                if (seen[other] == name) return true;
        }
        marks |= mark;
        seen[count++] = name;
        return false;
    }
};

bool many_repeat(csimdjson_parser *parser, const reader &document, size_t object, size_t end) {
    // The count on the tape saturates.
    size_t count = 0;
    for (size_t index = object + 1; index < end; index = document.after(index + 1)) count++;
    size_t size = 32;
    while (size < count * 2) size *= 2;
    // Zero is no place of a name: the slot holds one more than the offset.
    parser->names.assign(size, 0);
    for (size_t index = object + 1; index < end; index = document.after(index + 1)) {
        uint64_t offset = document.tape[index] & payload_mask;
        text name = document.string(offset);
        size_t slot = hash(name, parser->seed) & (size - 1);
        while (parser->names[slot]) {
            if (document.string(parser->names[slot] - 1) == name) return true;
            slot = (slot + 1) & (size - 1);
        }
        parser->names[slot] = static_cast<uint32_t>(offset + 1);
    }
    return false;
}

// What simdjson lets pass: names given twice, and one level too many around nothing.
int32_t inspect(csimdjson_parser *parser, const reader &document, size_t container, size_t depth) {
    if (depth > parser->max_depth) return csimdjson_depth;
    size_t end = document.after(container) - 1;
    bool has_names = document.kind(container) == '{';
    bool has_few = ((document.tape[container] >> 32) & 0xffffff) <= few;
    if (has_names && !has_few && many_repeat(parser, document, container, end)) return csimdjson_repeated;
    few_names names;
    for (size_t index = container + 1; index < end;) {
        if (has_names) {
            if (has_few && names.repeats(document.string(document.tape[index] & payload_mask)))
                return csimdjson_repeated;
            index++;
        }
        auto letter = static_cast<uint8_t>(document.kind(index));
        if (letter == '{' || letter == '[') {
            if (auto refusal = inspect(parser, document, index, depth + 1)) return refusal;
        }
        index = document.after(index);
    }
    return csimdjson_accepted;
}

int32_t inspect(csimdjson_parser *parser, const reader &document) {
    char letter = document.kind(1);
    return letter == '{' || letter == '[' ? inspect(parser, document, 1, 1) : csimdjson_accepted;
}

int32_t refusal(simdjson::error_code error) {
    switch (error) {
    case simdjson::SUCCESS: return csimdjson_accepted;
    case simdjson::UTF8_ERROR: return csimdjson_utf8;
    case simdjson::NUMBER_ERROR: return csimdjson_number;
    case simdjson::DEPTH_ERROR: return csimdjson_depth;
    case simdjson::CAPACITY: case simdjson::MEMALLOC: return csimdjson_memory;
    default: return csimdjson_syntax;
    }
}

} // namespace

extern "C" csimdjson_parser *csimdjson_create(size_t capacity, size_t max_depth) {
    auto *parser = new (std::nothrow) csimdjson_parser;
    if (!parser) return nullptr;
    std::random_device random;
    parser->seed = static_cast<uint64_t>(random()) << 32 | random();
    parser->max_depth = max_depth;
    // simdjson counts the value inside the innermost container as a level; `inspect` is exact.
    auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
        capacity, max_depth + 1, parser->implementation);
    if (error || parser->reserve(capacity)) {
        delete parser;
        return nullptr;
    }
    return parser;
}

extern "C" void csimdjson_destroy(csimdjson_parser *parser) { delete parser; }

extern "C" csimdjson_tape csimdjson_parse(
    csimdjson_parser *parser, const uint8_t *bytes, size_t count) {
    csimdjson_tape result = {};
    // simdjson demands capacity > length.
    if (count >= parser->implementation->capacity()) {
        result.refusal = refusal(parser->reserve(count + count / 2 + 64));
        if (result.refusal) return result;
    }
    auto error = parser->implementation->parse(bytes, count, parser->document);
    result.refusal = error ? refusal(error) : csimdjson_accepted;
    result.tape = parser->document.tape.get();
    result.strings = parser->document.string_buf.get();
    result.structurals = parser->implementation->structural_indexes.get();
    result.structural_count = parser->implementation->n_structural_indexes;
    if (!result.refusal) result.refusal = inspect(parser, {result.tape, result.strings});
    return result;
}

extern "C" int csimdjson_shrink(csimdjson_parser *parser, size_t capacity) {
    parser->names = {};
    return parser->reserve(capacity) == simdjson::SUCCESS;
}

extern "C" size_t csimdjson_capacity(const csimdjson_parser *parser) {
    return parser->implementation->capacity();
}
