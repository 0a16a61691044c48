// How generated code gives a member its default where types hold each other in a circle. Nothing
// but a macro, so that the declarations stay as short as others.
#pragma once

/// The initialiser of a member whose type is not complete yet: none for clang, which would look
/// into that type at once; the usual one for others, so that g++ does not warn about designated
/// initialisers that leave the member out. Either way the member begins empty.
#ifdef __clang__
#define IDL_EMPTY
#else
#define IDL_EMPTY \
  {}
#endif
