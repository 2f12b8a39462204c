#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ICU renames its functions by macros (ucol_open_72), which Swift does not see: each function here is one of ICU's.

typedef struct cicu_collator cicu_collator;

/// Whether ICU has collation data under exactly this name, e.g. `az`; ucol_open falls back silently.
bool cicu_has_locale(const char *locale);

/// Null where the collator cannot be opened.
cicu_collator *cicu_open(const char *locale);
void cicu_close(cicu_collator *collator);

/// Four bytes: the collator's rules, and ICU itself.
void cicu_rules_version(const cicu_collator *collator, uint8_t version[4]);
void cicu_library_version(uint8_t version[4]);

/// The length of the sort key with its final zero; at most `capacity` bytes are written.
int32_t cicu_sort_key(const cicu_collator *collator, const uint16_t *text, int32_t count, uint8_t *key, int32_t capacity);

/// Below 0, 0, above 0; 0 too where ICU fails, which it does only without memory.
int32_t cicu_compare(const cicu_collator *collator, const char *left, int32_t left_count, const char *right, int32_t right_count);

/// Default case folding (without the Turkic rule): the length that is needed, or -1; at most `capacity` units are written.
int32_t cicu_fold(const uint16_t *text, int32_t count, uint16_t *folded, int32_t capacity);
