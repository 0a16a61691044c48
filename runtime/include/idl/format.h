// The formats of generated code that this runtime serves. Generated headers compare their own
// number with this range and stop with one readable #error, so a stale file is noticed at once.
#pragma once

// Macros, because only the preprocessor can refuse a header before the compiler reads it.
#define IDL_FORMAT_OLDEST 2
#define IDL_FORMAT_NEWEST 2
