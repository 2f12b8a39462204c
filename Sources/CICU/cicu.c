#include "cicu.h"
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

bool cicu_has_locale(const char *locale) {
    for (int32_t i = 0; i < ucol_countAvailable(); i++)
        if (strcmp(ucol_getAvailable(i), locale) == 0) return true;
    return false;
}

cicu_collator *cicu_open(const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open(locale, &status);
    return U_SUCCESS(status) ? (cicu_collator *)collator : NULL;
}

void cicu_close(cicu_collator *collator) { ucol_close((UCollator *)collator); }

void cicu_rules_version(const cicu_collator *collator, uint8_t version[4]) {
    ucol_getVersion((const UCollator *)collator, version);
}

void cicu_library_version(uint8_t version[4]) { u_getVersion(version); }

int32_t cicu_sort_key(const cicu_collator *collator, const uint16_t *text, int32_t count, uint8_t *key, int32_t capacity) {
    return ucol_getSortKey((const UCollator *)collator, text, count, key, capacity);
}

int32_t cicu_compare(const cicu_collator *collator, const char *left, int32_t left_count, const char *right, int32_t right_count) {
    UErrorCode status = U_ZERO_ERROR;
    return ucol_strcollUTF8((const UCollator *)collator, left, left_count, right, right_count, &status);
}

int32_t cicu_fold(const uint16_t *text, int32_t count, uint16_t *folded, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t needed = u_strFoldCase(folded, capacity, text, count, U_FOLD_CASE_DEFAULT, &status);
    return U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR ? needed : -1;
}
